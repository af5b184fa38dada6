"""`make keep-template`: the template as it is now is kept for good, filled once well and once wrongly."""

from taizhang_templates import TEMPLATE_VERSION

from .keep import keep_version

print(f"第{TEMPLATE_VERSION}版表样已保存在 {keep_version(TEMPLATE_VERSION)}")
