"""What the plan tests share: the real documents beside the repository, and one plan of an invented city."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from taizhang.papers import read_document
from taizhang.plans import compile_plan

SHARED = Path(__file__).parents[2] / ".." / "shared"
SLUGS = ("shijiazhuang-2022", "xizang-2021", "suining-2024-draft", "wuzhong-2021", "hebei-2022-en")

CLOUD_CITY = """云栖市人民政府办公室
关于印发云栖市深化医改2031年重点工作任务的通知
云政办发〔2031〕7号
各县（市、区）人民政府，市直有关部门：
现将《云栖市深化医改2031年重点工作任务》印发给你们，请认真抓好落实。
云栖市人民政府办公室
2031年3月1日
云栖市深化医改2031年重点工作任务
为做好工作，制定本任务。到2035年，居民健康素养水平达到40%。
一、完善服务体系
（一）60%县(市、区)建成健康联合体。年底前，桃源县、柳溪县、竹山区3个县(市、区)建成健康联合体。每季度向市医改办报告进展。（市卫生健康委牵头，市财政局、人社局，市委组织部、编办配合。以下任务均需各县(市、区)政府负责，不再列出）
（二）建强专科。全市认定20个市级专科，每个县(市、区)至少建设1个县级专科。力争9月底前新增2-3家互联网诊所。（市卫生健康委、市财政局等按职责分工负责）
二、提升服务质量
（三）规范管理。三级医院平均住院日控制在8天以内，药品收入占比不超过25%；实现所有县(市、区)由党委主要负责同志牵头。完善“三个统一”和12项核心制度。
市直医院新增2个院区。（市卫生健康委、市医保局分别负责）
三、工作要求
加强领导，压实责任。
"""


@pytest.fixture(scope="session")
def cloud_city():
    return compile_plan(CLOUD_CITY)


@pytest.fixture(scope="session")
def shared():
    if not SHARED.is_dir():
        pytest.skip("the real documents are not beside the repository")
    return SHARED


@pytest.fixture(scope="session", params=SLUGS)
def gold(request, shared):
    return json.loads((shared / "gold" / f"{request.param}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def real_text(gold, shared):
    document = shared / "plans" / gold["source_file"]
    return read_document(document.read_bytes(), document.name)


@pytest.fixture(scope="session")
def real_plan(real_text):
    return compile_plan(real_text)


@pytest.fixture(scope="session")
def scorer(shared):
    described = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    return module
