-- The structure that version 3 made, statement for statement.
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);

CREATE TABLE blob (
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);

CREATE TABLE roster (
	number INTEGER NOT NULL, 
	"plan" TEXT NOT NULL, 
	added_at TEXT NOT NULL, 
	PRIMARY KEY (number)
);

CREATE TABLE round (
	number INTEGER NOT NULL, 
	"plan" TEXT NOT NULL, 
	period TEXT NOT NULL, 
	opened_on TEXT NOT NULL, 
	PRIMARY KEY (number)
);

CREATE TABLE waiver (
	number INTEGER NOT NULL, 
	"plan" TEXT NOT NULL, 
	code TEXT NOT NULL, 
	reporter TEXT NOT NULL, 
	period TEXT NOT NULL, 
	"row" TEXT NOT NULL, 
	who TEXT NOT NULL, 
	why TEXT NOT NULL, 
	until TEXT NOT NULL, 
	given_at TEXT NOT NULL, 
	PRIMARY KEY (number)
);

CREATE TABLE clearing (
	number INTEGER NOT NULL, 
	"plan" TEXT NOT NULL, 
	reporter TEXT NOT NULL, 
	"row" TEXT NOT NULL, 
	state TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	who TEXT NOT NULL, 
	why TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number)
);

CREATE TABLE rollup (
	number INTEGER NOT NULL, 
	"plan" TEXT NOT NULL, 
	period TEXT NOT NULL, 
	place TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	submissions TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number)
);

CREATE TABLE purge (
	number INTEGER NOT NULL, 
	plans TEXT NOT NULL, 
	who TEXT NOT NULL, 
	why TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number)
);

CREATE TABLE chain (
	number INTEGER NOT NULL, 
	"table" TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	row_hash VARCHAR(64) NOT NULL, 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number)
);

CREATE TABLE "plan" (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	version TEXT NOT NULL, 
	json TEXT NOT NULL, 
	source VARCHAR(64), 
	added_at TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(source) REFERENCES blob (sha256)
);

CREATE TABLE roster_line (
	roster INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	reporter TEXT NOT NULL, 
	name TEXT NOT NULL, 
	level TEXT NOT NULL, 
	reports_to TEXT NOT NULL, 
	addresses TEXT NOT NULL, 
	contact TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	leader TEXT NOT NULL, 
	PRIMARY KEY (roster, position), 
	FOREIGN KEY(roster) REFERENCES roster (number)
);

CREATE TABLE receipt (
	sha256 VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name TEXT NOT NULL, 
	received TEXT NOT NULL, 
	arrived TEXT NOT NULL, 
	PRIMARY KEY (sha256), 
	FOREIGN KEY(sha256) REFERENCES blob (sha256), 
	UNIQUE (number)
);

CREATE TABLE waiver_withdrawal (
	number INTEGER NOT NULL, 
	waiver INTEGER NOT NULL, 
	who TEXT NOT NULL, 
	why TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(waiver) REFERENCES waiver (number)
);

CREATE TABLE purged (
	number INTEGER NOT NULL, 
	purge INTEGER NOT NULL, 
	"table" TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	row_hash TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(purge) REFERENCES purge (number)
);

CREATE TABLE mailbox_uid (
	mailbox TEXT NOT NULL, 
	uidvalidity BIGINT NOT NULL, 
	uid BIGINT NOT NULL, 
	receipt VARCHAR(64) NOT NULL, 
	PRIMARY KEY (mailbox, uidvalidity, uid), 
	FOREIGN KEY(receipt) REFERENCES receipt (sha256)
);

CREATE TABLE outcome (
	receipt VARCHAR(64) NOT NULL, 
	state TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	sender TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	sent TEXT, 
	message_id TEXT NOT NULL, 
	refers_to TEXT NOT NULL, 
	machine TEXT NOT NULL, 
	attachments INTEGER NOT NULL, 
	PRIMARY KEY (receipt), 
	FOREIGN KEY(receipt) REFERENCES receipt (sha256)
);

CREATE TABLE submission (
	number INTEGER NOT NULL, 
	received TEXT NOT NULL, 
	received_utc TEXT NOT NULL, 
	sender TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	verdict TEXT NOT NULL, 
	"plan" TEXT NOT NULL, 
	reporter TEXT NOT NULL, 
	period TEXT NOT NULL, 
	errors INTEGER NOT NULL, 
	warnings INTEGER NOT NULL, 
	nothing_to_report BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	findings TEXT NOT NULL, 
	record BLOB, 
	receipt VARCHAR(64), 
	beside INTEGER, 
	PRIMARY KEY (number), 
	CONSTRAINT taken_in_once UNIQUE (sha256, sender, "plan", period), 
	FOREIGN KEY(sha256) REFERENCES blob (sha256), 
	FOREIGN KEY(receipt) REFERENCES receipt (sha256), 
	FOREIGN KEY(beside) REFERENCES submission (number)
);

CREATE INDEX submission_in ON submission (receipt);

CREATE INDEX submission_of ON submission ("plan", period, reporter);

CREATE TABLE outcome_line (
	receipt VARCHAR(64) NOT NULL, 
	position INTEGER NOT NULL, 
	submission INTEGER NOT NULL, 
	PRIMARY KEY (receipt, position), 
	FOREIGN KEY(receipt) REFERENCES outcome (receipt), 
	FOREIGN KEY(submission) REFERENCES submission (number)
);

CREATE TABLE decision (
	number INTEGER NOT NULL, 
	submission INTEGER, 
	choice TEXT NOT NULL, 
	verdict TEXT, 
	reporter TEXT, 
	who TEXT NOT NULL, 
	why TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(submission) REFERENCES submission (number)
);

CREATE INDEX decision_on ON decision (submission);

CREATE TABLE answer (
	number INTEGER NOT NULL, 
	submission INTEGER NOT NULL, 
	address TEXT NOT NULL, 
	message_id TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (submission), 
	FOREIGN KEY(submission) REFERENCES submission (number), 
	FOREIGN KEY(sha256) REFERENCES blob (sha256)
);

CREATE TABLE delivery (
	number INTEGER NOT NULL, 
	answer INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	at TEXT NOT NULL, 
	said TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(answer) REFERENCES answer (number)
);

CREATE TABLE bounce (
	number INTEGER NOT NULL, 
	answer INTEGER NOT NULL, 
	receipt VARCHAR(64) NOT NULL, 
	why TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT bounced_once UNIQUE (answer, receipt), 
	FOREIGN KEY(answer) REFERENCES answer (number), 
	FOREIGN KEY(receipt) REFERENCES receipt (sha256)
);

CREATE VIEW judged_submission AS
SELECT
    one.number AS number,
    one.received AS received,
    one.received_utc AS received_utc,
    one.sender AS sender,
    one.file_name AS file_name,
    one.sha256 AS sha256,
    one.size AS size,
    CASE
        WHEN latest.choice IS NULL OR latest.choice = 'undo' THEN one.verdict
        WHEN latest.verdict IS NOT NULL THEN latest.verdict
        WHEN latest.choice = 'refuse' THEN 'set-aside'
        WHEN one.record IS NULL THEN one.verdict
        WHEN one.errors = 0 THEN 'accepted'
        ELSE 'returned'
    END AS verdict,
    one.plan AS plan,
    CASE
        WHEN latest.choice IS NULL OR latest.choice = 'undo' THEN one.reporter
        ELSE coalesce(latest.reporter, one.reporter)
    END AS reporter,
    one.period AS period,
    one.errors AS errors,
    one.warnings AS warnings,
    one.nothing_to_report AS nothing_to_report,
    one.reason AS reason,
    one.findings AS findings,
    one.record AS record,
    one.receipt AS receipt,
    one.beside AS beside,
    one.verdict AS judged,
    one.reporter AS filed_under
FROM submission AS one
LEFT JOIN (
    SELECT held.* FROM decision AS held
    WHERE held.choice IN ('accept', 'refuse', 'undo') AND NOT EXISTS (
        SELECT 1 FROM decision AS newer
        WHERE newer.submission = held.submission AND newer.number > held.number
            AND newer.choice IN ('accept', 'refuse', 'undo'))) AS latest ON latest.submission = one.number;

CREATE VIEW counting_submission AS
SELECT number, received, received_utc, sender, file_name, sha256, size, verdict, plan, reporter, period, errors, warnings, nothing_to_report, reason, findings, record, receipt, beside, judged, filed_under FROM (
    SELECT one.*, row_number() OVER (
        PARTITION BY plan, reporter, period ORDER BY received_utc DESC, number DESC) AS place
    FROM judged_submission AS one WHERE verdict = 'accepted') AS ranked
WHERE place = 1;

CREATE TRIGGER blob_refuses_update BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER blob_refuses_delete BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER plan_refuses_update BEFORE UPDATE ON plan BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER plan_refuses_delete BEFORE DELETE ON plan BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER roster_refuses_update BEFORE UPDATE ON roster BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER roster_refuses_delete BEFORE DELETE ON roster BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER roster_line_refuses_update BEFORE UPDATE ON roster_line BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER roster_line_refuses_delete BEFORE DELETE ON roster_line BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER round_refuses_update BEFORE UPDATE ON round BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER round_refuses_delete BEFORE DELETE ON round BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER receipt_refuses_update BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER receipt_refuses_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER mailbox_uid_refuses_update BEFORE UPDATE ON mailbox_uid BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER mailbox_uid_refuses_delete BEFORE DELETE ON mailbox_uid BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER outcome_refuses_update BEFORE UPDATE ON outcome BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER outcome_refuses_delete BEFORE DELETE ON outcome BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER submission_refuses_update BEFORE UPDATE ON submission BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER submission_refuses_delete BEFORE DELETE ON submission BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER outcome_line_refuses_update BEFORE UPDATE ON outcome_line BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER outcome_line_refuses_delete BEFORE DELETE ON outcome_line BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER waiver_refuses_update BEFORE UPDATE ON waiver BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER waiver_refuses_delete BEFORE DELETE ON waiver BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER waiver_withdrawal_refuses_update BEFORE UPDATE ON waiver_withdrawal BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER waiver_withdrawal_refuses_delete BEFORE DELETE ON waiver_withdrawal BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER clearing_refuses_update BEFORE UPDATE ON clearing BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER clearing_refuses_delete BEFORE DELETE ON clearing BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER decision_refuses_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER decision_refuses_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER answer_refuses_update BEFORE UPDATE ON answer BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER answer_refuses_delete BEFORE DELETE ON answer BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER delivery_refuses_update BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER delivery_refuses_delete BEFORE DELETE ON delivery BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER bounce_refuses_update BEFORE UPDATE ON bounce BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER bounce_refuses_delete BEFORE DELETE ON bounce BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER rollup_refuses_update BEFORE UPDATE ON rollup BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER rollup_refuses_delete BEFORE DELETE ON rollup BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER purge_refuses_update BEFORE UPDATE ON purge BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER purge_refuses_delete BEFORE DELETE ON purge BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER purged_refuses_update BEFORE UPDATE ON purged BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER purged_refuses_delete BEFORE DELETE ON purged BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER chain_refuses_update BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;

CREATE TRIGGER chain_refuses_delete BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END;
