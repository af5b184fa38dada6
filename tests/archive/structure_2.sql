-- The structure that version 2 made, statement for statement; version 1 had no withdrawals of waivers.
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
)
;
CREATE TABLE blob (
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sha256)
)
;
CREATE TABLE roster (
	number INTEGER NOT NULL, 
	"plan" TEXT NOT NULL, 
	added_at TEXT NOT NULL, 
	PRIMARY KEY (number)
)
;
CREATE TABLE round (
	number INTEGER NOT NULL, 
	"plan" TEXT NOT NULL, 
	period TEXT NOT NULL, 
	opened_on TEXT NOT NULL, 
	PRIMARY KEY (number)
)
;
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
)
;
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
)
;
CREATE TABLE "plan" (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	version TEXT NOT NULL, 
	json TEXT NOT NULL, 
	source VARCHAR(64), 
	added_at TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(source) REFERENCES blob (sha256)
)
;
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
)
;
CREATE TABLE mail (
	sha256 VARCHAR(64) NOT NULL, 
	received TEXT NOT NULL, 
	sender TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	PRIMARY KEY (sha256), 
	FOREIGN KEY(sha256) REFERENCES blob (sha256)
)
;
CREATE TABLE waiver_withdrawal (
	number INTEGER NOT NULL, 
	waiver INTEGER NOT NULL, 
	who TEXT NOT NULL, 
	why TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(waiver) REFERENCES waiver (number)
)
;
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
	mail VARCHAR(64), 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT taken_in_once UNIQUE (sha256, sender, "plan", period), 
	FOREIGN KEY(sha256) REFERENCES blob (sha256), 
	FOREIGN KEY(mail) REFERENCES mail (sha256), 
	UNIQUE (hash)
)
;
CREATE INDEX submission_of ON submission ("plan", period, reporter)
;
CREATE TABLE decision (
	number INTEGER NOT NULL, 
	submission INTEGER, 
	choice TEXT NOT NULL, 
	who TEXT NOT NULL, 
	why TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(submission) REFERENCES submission (number)
)
;
CREATE VIEW counting_submission AS
SELECT one.* FROM submission AS one
WHERE one.verdict = 'accepted' AND NOT EXISTS (
    SELECT 1 FROM submission AS newer
    WHERE newer.verdict = 'accepted'
      AND newer.plan = one.plan AND newer.reporter = one.reporter AND newer.period = one.period
      AND (newer.received_utc > one.received_utc
           OR (newer.received_utc = one.received_utc AND newer.number > one.number)))
;
CREATE TRIGGER blob_refuses_update BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER blob_refuses_delete BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER plan_refuses_update BEFORE UPDATE ON plan BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER plan_refuses_delete BEFORE DELETE ON plan BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER roster_refuses_update BEFORE UPDATE ON roster BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER roster_refuses_delete BEFORE DELETE ON roster BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER roster_line_refuses_update BEFORE UPDATE ON roster_line BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER roster_line_refuses_delete BEFORE DELETE ON roster_line BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER round_refuses_update BEFORE UPDATE ON round BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER round_refuses_delete BEFORE DELETE ON round BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER mail_refuses_update BEFORE UPDATE ON mail BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER mail_refuses_delete BEFORE DELETE ON mail BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER submission_refuses_update BEFORE UPDATE ON submission BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER submission_refuses_delete BEFORE DELETE ON submission BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER waiver_refuses_update BEFORE UPDATE ON waiver BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER waiver_refuses_delete BEFORE DELETE ON waiver BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER waiver_withdrawal_refuses_update BEFORE UPDATE ON waiver_withdrawal BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER waiver_withdrawal_refuses_delete BEFORE DELETE ON waiver_withdrawal BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER clearing_refuses_update BEFORE UPDATE ON clearing BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER clearing_refuses_delete BEFORE DELETE ON clearing BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER decision_refuses_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
CREATE TRIGGER decision_refuses_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, '档案只可添加，不可改动或删除'); END
;
