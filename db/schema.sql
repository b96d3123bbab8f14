CREATE TABLE answer (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	draw_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	method TEXT NOT NULL,
	person TEXT NOT NULL,
	post TEXT NOT NULL,
	phone TEXT NOT NULL,
	service TEXT NOT NULL,
	grade TEXT NOT NULL,
	remark TEXT NOT NULL,
	asked_on DATE,
	asked_by TEXT NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (id),
	CONSTRAINT fk_answer_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_answer_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id),
	CONSTRAINT uq_answer_draw_id UNIQUE (draw_id, place)
);

CREATE TABLE application (
	dossier_id INTEGER NOT NULL,
	filed_on DATE,
	registered_on DATE,
	nature TEXT NOT NULL,
	legal_representative TEXT NOT NULL,
	address TEXT NOT NULL,
	postcode TEXT NOT NULL,
	contact TEXT NOT NULL,
	phone TEXT NOT NULL,
	fax TEXT NOT NULL,
	mobile TEXT NOT NULL,
	website TEXT NOT NULL,
	email TEXT NOT NULL,
	capital_wan VARCHAR(40),
	total_assets_wan VARCHAR(40),
	equipment_count INTEGER,
	equipment_price_wan VARCHAR(40),
	equipment_share_typed VARCHAR(40),
	premises_m2 VARCHAR(40),
	premises_owned_m2 VARCHAR(40),
	premises_rented_m2 VARCHAR(40),
	staff_count INTEGER,
	professionals_count INTEGER,
	professionals_share_typed VARCHAR(40),
	qualifications TEXT NOT NULL,
	signed_bodies TEXT NOT NULL,
	other_bodies TEXT NOT NULL,
	government_support TEXT NOT NULL,
	recognition_documents TEXT NOT NULL,
	audit_code TEXT NOT NULL,
	audit_code_checked BOOLEAN NOT NULL,
	CONSTRAINT pk_application PRIMARY KEY (dossier_id),
	CONSTRAINT fk_application_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE ban (
	event_id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	applicant_name TEXT NOT NULL,
	uscc TEXT NOT NULL,
	begins_on DATE NOT NULL,
	ends_on DATE NOT NULL,
	regulation_id TEXT NOT NULL,
	article TEXT NOT NULL,
	CONSTRAINT pk_ban PRIMARY KEY (event_id),
	CONSTRAINT fk_ban_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_ban_event_id FOREIGN KEY(event_id) REFERENCES process_event (id)
);

CREATE TABLE batch (
	id INTEGER NOT NULL,
	number TEXT NOT NULL,
	notice_id TEXT NOT NULL,
	notice_digest TEXT NOT NULL,
	authority TEXT NOT NULL,
	made_at VARCHAR(32) NOT NULL,
	made_by TEXT NOT NULL,
	sent_at VARCHAR(32),
	sent_how TEXT NOT NULL,
	CONSTRAINT pk_batch PRIMARY KEY (id),
	CONSTRAINT uq_batch_number UNIQUE (number)
);

CREATE TABLE batch_document (
	id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	document TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	size INTEGER NOT NULL,
	pages INTEGER NOT NULL,
	attached_at VARCHAR(32) NOT NULL,
	attached_by TEXT NOT NULL,
	detached_at VARCHAR(32),
	CONSTRAINT pk_batch_document PRIMARY KEY (id),
	CONSTRAINT fk_batch_document_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
);

CREATE TABLE batch_elsewhere (
	id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	recommender TEXT NOT NULL,
	source TEXT NOT NULL,
	CONSTRAINT pk_batch_elsewhere PRIMARY KEY (id),
	CONSTRAINT fk_batch_elsewhere_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
);

CREATE TABLE batch_extension (
	id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	until VARCHAR(32) NOT NULL,
	why TEXT NOT NULL,
	extended_at VARCHAR(32) NOT NULL,
	extended_by TEXT NOT NULL,
	CONSTRAINT pk_batch_extension PRIMARY KEY (id),
	CONSTRAINT fk_batch_extension_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
);

CREATE TABLE batch_member (
	id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	joined_at VARCHAR(32) NOT NULL,
	joined_by TEXT NOT NULL,
	left_at VARCHAR(32),
	left_why TEXT NOT NULL,
	CONSTRAINT pk_batch_member PRIMARY KEY (id),
	CONSTRAINT fk_batch_member_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
	CONSTRAINT fk_batch_member_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE batch_paper (
	id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	form TEXT NOT NULL,
	number TEXT NOT NULL,
	content_hash TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	pages INTEGER NOT NULL,
	journal_code TEXT NOT NULL,
	printed_at VARCHAR(32) NOT NULL,
	printed_by TEXT NOT NULL,
	void_at VARCHAR(32),
	void_reason TEXT NOT NULL,
	CONSTRAINT pk_batch_paper PRIMARY KEY (id),
	CONSTRAINT fk_batch_paper_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
	CONSTRAINT uq_batch_paper_number UNIQUE (number)
);

CREATE TABLE batch_seal_entry (
	id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	paper_id INTEGER NOT NULL,
	sealed_on DATE NOT NULL,
	seal_name TEXT NOT NULL,
	purpose TEXT NOT NULL,
	copies INTEGER NOT NULL,
	approved_by TEXT NOT NULL,
	keeper TEXT NOT NULL,
	registered_at VARCHAR(32) NOT NULL,
	registered_by TEXT NOT NULL,
	CONSTRAINT pk_batch_seal_entry PRIMARY KEY (id),
	CONSTRAINT fk_batch_seal_entry_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
	CONSTRAINT fk_batch_seal_entry_paper_id FOREIGN KEY(paper_id) REFERENCES batch_paper (id),
	CONSTRAINT uq_batch_seal_entry_paper_id UNIQUE (paper_id)
);

CREATE TABLE citation (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	condition TEXT NOT NULL,
	scan_id INTEGER NOT NULL,
	page INTEGER NOT NULL,
	frame TEXT NOT NULL,
	CONSTRAINT pk_citation PRIMARY KEY (id),
	CONSTRAINT fk_citation_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_citation_scan_id FOREIGN KEY(scan_id) REFERENCES scan (id)
);

CREATE TABLE commitment_in_lieu (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	material TEXT NOT NULL,
	taken_at VARCHAR(32) NOT NULL,
	taken_by TEXT NOT NULL,
	CONSTRAINT pk_commitment_in_lieu PRIMARY KEY (id),
	CONSTRAINT fk_commitment_in_lieu_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT uq_commitment_in_lieu_dossier_id UNIQUE (dossier_id, material)
);

CREATE TABLE contact_attempt (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	draw_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	attempted_at VARCHAR(32) NOT NULL,
	attempted_by TEXT NOT NULL,
	result TEXT NOT NULL,
	remark TEXT NOT NULL,
	CONSTRAINT pk_contact_attempt PRIMARY KEY (id),
	CONSTRAINT fk_contact_attempt_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_contact_attempt_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id)
);

CREATE TABLE declared_figure (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	year INTEGER NOT NULL,
	value VARCHAR(40),
	CONSTRAINT pk_declared_figure PRIMARY KEY (id),
	CONSTRAINT fk_declared_figure_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT uq_declared_figure_dossier_id UNIQUE (dossier_id, name, year)
);

CREATE TABLE dossier (
	id INTEGER NOT NULL,
	number TEXT NOT NULL,
	regulation_id TEXT NOT NULL,
	regulation_digest TEXT NOT NULL,
	accepted_on DATE NOT NULL,
	opened_at VARCHAR(32) NOT NULL,
	platform_name TEXT NOT NULL,
	applicant_name TEXT NOT NULL,
	uscc TEXT NOT NULL,
	region_code TEXT NOT NULL,
	legal_form TEXT NOT NULL,
	western BOOLEAN NOT NULL,
	functions TEXT NOT NULL,
	channel TEXT NOT NULL,
	statement TEXT NOT NULL,
	intake_finished_at VARCHAR(32),
	CONSTRAINT pk_dossier PRIMARY KEY (id),
	CONSTRAINT uq_dossier_number UNIQUE (number)
);

CREATE TABLE draw (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	frame_id INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	digits TEXT NOT NULL,
	digits_source TEXT NOT NULL,
	witnesses TEXT NOT NULL,
	size INTEGER NOT NULL,
	reason TEXT NOT NULL,
	drawn_at VARCHAR(32) NOT NULL,
	drawn_by TEXT NOT NULL,
	CONSTRAINT pk_draw PRIMARY KEY (id),
	CONSTRAINT fk_draw_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_draw_frame_id FOREIGN KEY(frame_id) REFERENCES frame (id),
	CONSTRAINT uq_draw_dossier_id UNIQUE (dossier_id, sequence)
);

CREATE TABLE drawn_expert (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	draw_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	number INTEGER NOT NULL,
	ticket TEXT NOT NULL,
	expert_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	unit TEXT NOT NULL,
	CONSTRAINT pk_drawn_expert PRIMARY KEY (id),
	CONSTRAINT fk_drawn_expert_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_drawn_expert_draw_id FOREIGN KEY(draw_id) REFERENCES expert_draw (id),
	CONSTRAINT fk_drawn_expert_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id),
	CONSTRAINT uq_drawn_expert_draw_id UNIQUE (draw_id, place)
);

CREATE TABLE drawn_firm (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	draw_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	number INTEGER NOT NULL,
	ticket TEXT NOT NULL,
	name TEXT NOT NULL,
	uscc TEXT NOT NULL,
	contact TEXT NOT NULL,
	phone TEXT NOT NULL,
	service TEXT NOT NULL,
	CONSTRAINT pk_drawn_firm PRIMARY KEY (id),
	CONSTRAINT fk_drawn_firm_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_drawn_firm_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id),
	CONSTRAINT uq_drawn_firm_draw_id UNIQUE (draw_id, place)
);

CREATE TABLE duty_done (
	id INTEGER NOT NULL,
	dossier_id INTEGER,
	regulation_id TEXT NOT NULL,
	duty TEXT NOT NULL,
	year INTEGER NOT NULL,
	done_on DATE NOT NULL,
	note TEXT NOT NULL,
	registered_at VARCHAR(32) NOT NULL,
	registered_by TEXT NOT NULL,
	CONSTRAINT pk_duty_done PRIMARY KEY (id),
	CONSTRAINT fk_duty_done_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE equipment (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	model TEXT NOT NULL,
	quantity INTEGER,
	price_wan VARCHAR(40),
	amount_wan VARCHAR(40),
	bought TEXT NOT NULL,
	place TEXT NOT NULL,
	CONSTRAINT pk_equipment PRIMARY KEY (id),
	CONSTRAINT fk_equipment_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE expert (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	unit TEXT NOT NULL,
	phone TEXT NOT NULL,
	field TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT pk_expert PRIMARY KEY (id)
);

CREATE TABLE expert_declaration (
	id INTEGER NOT NULL,
	expert_id INTEGER NOT NULL,
	interest TEXT NOT NULL,
	declared_at VARCHAR(32) NOT NULL,
	declared_by TEXT NOT NULL,
	dossier_id INTEGER,
	applicant TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_expert_declaration PRIMARY KEY (id),
	CONSTRAINT fk_expert_declaration_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_expert_declaration_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);

CREATE TABLE expert_draw (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	frame_id INTEGER NOT NULL,
	sequence INTEGER NOT NULL,
	digits TEXT NOT NULL,
	digits_source TEXT NOT NULL,
	witnesses TEXT NOT NULL,
	size INTEGER NOT NULL,
	corrections TEXT NOT NULL,
	reason TEXT NOT NULL,
	drawn_at VARCHAR(32) NOT NULL,
	drawn_by TEXT NOT NULL,
	CONSTRAINT pk_expert_draw PRIMARY KEY (id),
	CONSTRAINT fk_expert_draw_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_expert_draw_frame_id FOREIGN KEY(frame_id) REFERENCES expert_frame (id),
	CONSTRAINT uq_expert_draw_dossier_id UNIQUE (dossier_id, sequence)
);

CREATE TABLE expert_frame (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	frame_hash TEXT NOT NULL,
	expert_ids TEXT NOT NULL,
	experts INTEGER NOT NULL,
	rule TEXT NOT NULL,
	left_out TEXT NOT NULL,
	frozen_at VARCHAR(32) NOT NULL,
	frozen_by TEXT NOT NULL,
	CONSTRAINT pk_expert_frame PRIMARY KEY (id),
	CONSTRAINT fk_expert_frame_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE expert_refusal (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	draw_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	result TEXT NOT NULL,
	reason TEXT NOT NULL,
	refused_at VARCHAR(32) NOT NULL,
	refused_by TEXT NOT NULL,
	CONSTRAINT pk_expert_refusal PRIMARY KEY (id),
	CONSTRAINT fk_expert_refusal_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_expert_refusal_draw_id FOREIGN KEY(draw_id) REFERENCES expert_draw (id),
	CONSTRAINT uq_expert_refusal_draw_id UNIQUE (draw_id, place)
);

CREATE TABLE frame (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	frame_hash TEXT NOT NULL,
	firms INTEGER NOT NULL,
	frozen_at VARCHAR(32) NOT NULL,
	frozen_by TEXT NOT NULL,
	CONSTRAINT pk_frame PRIMARY KEY (id),
	CONSTRAINT fk_frame_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE frame_decision (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	finding TEXT NOT NULL,
	kind TEXT NOT NULL,
	says TEXT NOT NULL,
	decision TEXT NOT NULL,
	why TEXT NOT NULL,
	excluded TEXT NOT NULL,
	excluded_names TEXT NOT NULL,
	decided_at VARCHAR(32) NOT NULL,
	decided_by TEXT NOT NULL,
	CONSTRAINT pk_frame_decision PRIMARY KEY (id),
	CONSTRAINT fk_frame_decision_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT uq_frame_decision_dossier_id UNIQUE (dossier_id, finding)
);

CREATE TABLE frame_finding (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	frame_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	kind TEXT NOT NULL,
	says TEXT NOT NULL,
	decision TEXT NOT NULL,
	why TEXT NOT NULL,
	excluded_names TEXT NOT NULL,
	decided_at VARCHAR(32),
	decided_by TEXT NOT NULL,
	CONSTRAINT pk_frame_finding PRIMARY KEY (id),
	CONSTRAINT fk_frame_finding_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_frame_finding_frame_id FOREIGN KEY(frame_id) REFERENCES frame (id),
	CONSTRAINT uq_frame_finding_frame_id UNIQUE (frame_id, position)
);

CREATE TABLE investor (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	nature TEXT NOT NULL,
	share_percent VARCHAR(40),
	CONSTRAINT pk_investor PRIMARY KEY (id),
	CONSTRAINT fk_investor_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE journal (
	seq INTEGER NOT NULL,
	dossier_id INTEGER,
	at VARCHAR(32) NOT NULL,
	operator TEXT NOT NULL,
	act TEXT NOT NULL,
	body TEXT NOT NULL,
	prev TEXT NOT NULL,
	hash TEXT NOT NULL,
	CONSTRAINT pk_journal PRIMARY KEY (seq)
);

CREATE TABLE keying_settlement (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	draw_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	field TEXT NOT NULL,
	first TEXT NOT NULL,
	second TEXT NOT NULL,
	kept TEXT NOT NULL,
	first_by TEXT NOT NULL,
	second_by TEXT NOT NULL,
	settled_at VARCHAR(32) NOT NULL,
	settled_by TEXT NOT NULL,
	CONSTRAINT pk_keying_settlement PRIMARY KEY (id),
	CONSTRAINT fk_keying_settlement_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_keying_settlement_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id)
);

CREATE TABLE material_check (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	material TEXT NOT NULL,
	complete BOOLEAN,
	remark TEXT NOT NULL,
	CONSTRAINT pk_material_check PRIMARY KEY (id),
	CONSTRAINT fk_material_check_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT uq_material_check_dossier_id UNIQUE (dossier_id, material)
);

CREATE TABLE meeting (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	held_on DATE NOT NULL,
	venue TEXT NOT NULL,
	chair TEXT NOT NULL,
	secretary TEXT NOT NULL,
	sheet_id TEXT NOT NULL,
	sheet_text TEXT NOT NULL,
	quorum INTEGER NOT NULL,
	spread_limit VARCHAR(40),
	trims BOOLEAN NOT NULL,
	made_at VARCHAR(32) NOT NULL,
	made_by TEXT NOT NULL,
	CONSTRAINT pk_meeting PRIMARY KEY (id)
);

CREATE TABLE meeting_answer (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	packet_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	digest TEXT NOT NULL,
	taken_at VARCHAR(32) NOT NULL,
	taken_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_answer PRIMARY KEY (id),
	CONSTRAINT fk_meeting_answer_item_id FOREIGN KEY(item_id) REFERENCES meeting_item (id),
	CONSTRAINT fk_meeting_answer_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_answer_packet_id FOREIGN KEY(packet_id) REFERENCES meeting_packet (id),
	CONSTRAINT uq_meeting_answer_packet_id UNIQUE (packet_id, item_id, digest)
);

CREATE TABLE meeting_closing (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	closed_at VARCHAR(32) NOT NULL,
	closed_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_closing PRIMARY KEY (id),
	CONSTRAINT fk_meeting_closing_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT uq_meeting_closing_meeting_id UNIQUE (meeting_id)
);

CREATE TABLE meeting_declaration (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	expert_id INTEGER NOT NULL,
	interest TEXT NOT NULL,
	detail TEXT NOT NULL,
	way TEXT NOT NULL,
	declared_at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_meeting_declaration PRIMARY KEY (id),
	CONSTRAINT fk_meeting_declaration_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_meeting_declaration_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id),
	CONSTRAINT fk_meeting_declaration_item_id FOREIGN KEY(item_id) REFERENCES meeting_item (id),
	CONSTRAINT fk_meeting_declaration_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_declaration_member_id FOREIGN KEY(member_id) REFERENCES meeting_member (id)
);

CREATE TABLE meeting_dissent (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	written_at VARCHAR(32) NOT NULL,
	written_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_dissent PRIMARY KEY (id),
	CONSTRAINT fk_meeting_dissent_item_id FOREIGN KEY(item_id) REFERENCES meeting_item (id),
	CONSTRAINT fk_meeting_dissent_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_dissent_member_id FOREIGN KEY(member_id) REFERENCES meeting_member (id)
);

CREATE TABLE meeting_item (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT pk_meeting_item PRIMARY KEY (id),
	CONSTRAINT fk_meeting_item_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_meeting_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT uq_meeting_item_meeting_id UNIQUE (meeting_id, dossier_id)
);

CREATE TABLE meeting_item_closing (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	opinion_id INTEGER,
	"deferred" BOOLEAN NOT NULL,
	why TEXT NOT NULL,
	closed_at VARCHAR(32) NOT NULL,
	closed_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_item_closing PRIMARY KEY (id),
	CONSTRAINT fk_meeting_item_closing_item_id FOREIGN KEY(item_id) REFERENCES meeting_item (id),
	CONSTRAINT fk_meeting_item_closing_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_item_closing_opinion_id FOREIGN KEY(opinion_id) REFERENCES opinion (id),
	CONSTRAINT uq_meeting_item_closing_item_id UNIQUE (item_id)
);

CREATE TABLE meeting_marks (
	id INTEGER NOT NULL,
	score_id INTEGER NOT NULL,
	salt TEXT NOT NULL,
	content TEXT NOT NULL,
	CONSTRAINT pk_meeting_marks PRIMARY KEY (id),
	CONSTRAINT fk_meeting_marks_score_id FOREIGN KEY(score_id) REFERENCES meeting_score (id),
	CONSTRAINT uq_meeting_marks_score_id UNIQUE (score_id)
);

CREATE TABLE meeting_member (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	expert_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	unit TEXT NOT NULL,
	CONSTRAINT pk_meeting_member PRIMARY KEY (id),
	CONSTRAINT fk_meeting_member_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id),
	CONSTRAINT fk_meeting_member_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT uq_meeting_member_meeting_id UNIQUE (meeting_id, expert_id)
);

CREATE TABLE meeting_move (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	phase TEXT NOT NULL,
	why TEXT NOT NULL,
	moved_at VARCHAR(32) NOT NULL,
	moved_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_move PRIMARY KEY (id),
	CONSTRAINT fk_meeting_move_item_id FOREIGN KEY(item_id) REFERENCES meeting_item (id),
	CONSTRAINT fk_meeting_move_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);

CREATE TABLE meeting_opinion (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	opinion_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_meeting_opinion PRIMARY KEY (id),
	CONSTRAINT fk_meeting_opinion_item_id FOREIGN KEY(item_id) REFERENCES meeting_item (id),
	CONSTRAINT fk_meeting_opinion_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_opinion_opinion_id FOREIGN KEY(opinion_id) REFERENCES opinion (id)
);

CREATE TABLE meeting_packet (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	code TEXT NOT NULL,
	"key" TEXT NOT NULL,
	item_ids TEXT NOT NULL,
	content_hash TEXT NOT NULL,
	made_at VARCHAR(32) NOT NULL,
	made_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_packet PRIMARY KEY (id),
	CONSTRAINT fk_meeting_packet_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_packet_member_id FOREIGN KEY(member_id) REFERENCES meeting_member (id),
	CONSTRAINT uq_meeting_packet_code UNIQUE (code)
);

CREATE TABLE meeting_pin (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	pin_hash TEXT NOT NULL,
	day DATE NOT NULL,
	issued_at VARCHAR(32) NOT NULL,
	issued_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_pin PRIMARY KEY (id),
	CONSTRAINT fk_meeting_pin_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_pin_member_id FOREIGN KEY(member_id) REFERENCES meeting_member (id)
);

CREATE TABLE meeting_pin_try (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	pin_id INTEGER NOT NULL,
	fits BOOLEAN NOT NULL,
	tried_at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_meeting_pin_try PRIMARY KEY (id),
	CONSTRAINT fk_meeting_pin_try_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_pin_try_pin_id FOREIGN KEY(pin_id) REFERENCES meeting_pin (id)
);

CREATE TABLE meeting_recess (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	sitting_id INTEGER NOT NULL,
	ended_at VARCHAR(32) NOT NULL,
	ended_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_recess PRIMARY KEY (id),
	CONSTRAINT fk_meeting_recess_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_recess_sitting_id FOREIGN KEY(sitting_id) REFERENCES meeting_sitting (id),
	CONSTRAINT uq_meeting_recess_sitting_id UNIQUE (sitting_id)
);

CREATE TABLE meeting_score (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	item_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	round INTEGER NOT NULL,
	commitment TEXT NOT NULL,
	way TEXT NOT NULL,
	sheet_number TEXT NOT NULL,
	locked_at VARCHAR(32) NOT NULL,
	locked_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_score PRIMARY KEY (id),
	CONSTRAINT fk_meeting_score_item_id FOREIGN KEY(item_id) REFERENCES meeting_item (id),
	CONSTRAINT fk_meeting_score_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_score_member_id FOREIGN KEY(member_id) REFERENCES meeting_member (id),
	CONSTRAINT uq_meeting_score_item_id UNIQUE (item_id, member_id, round)
);

CREATE TABLE meeting_sign_in (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	sitting_id INTEGER NOT NULL,
	member_id INTEGER NOT NULL,
	way TEXT NOT NULL,
	signed_at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_meeting_sign_in PRIMARY KEY (id),
	CONSTRAINT fk_meeting_sign_in_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT fk_meeting_sign_in_member_id FOREIGN KEY(member_id) REFERENCES meeting_member (id),
	CONSTRAINT fk_meeting_sign_in_sitting_id FOREIGN KEY(sitting_id) REFERENCES meeting_sitting (id),
	CONSTRAINT uq_meeting_sign_in_sitting_id UNIQUE (sitting_id, member_id)
);

CREATE TABLE meeting_sitting (
	id INTEGER NOT NULL,
	meeting_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	began_at VARCHAR(32) NOT NULL,
	began_by TEXT NOT NULL,
	CONSTRAINT pk_meeting_sitting PRIMARY KEY (id),
	CONSTRAINT fk_meeting_sitting_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id),
	CONSTRAINT uq_meeting_sitting_meeting_id UNIQUE (meeting_id, number)
);

CREATE TABLE narrative (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	section INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_narrative PRIMARY KEY (id),
	CONSTRAINT fk_narrative_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT uq_narrative_dossier_id UNIQUE (dossier_id, section)
);

CREATE TABLE objection (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	event_id INTEGER NOT NULL,
	received_on DATE NOT NULL,
	name TEXT NOT NULL,
	contact TEXT NOT NULL,
	evidence TEXT NOT NULL,
	matter TEXT NOT NULL,
	settled_on DATE,
	upheld BOOLEAN,
	finding TEXT NOT NULL,
	registered_at VARCHAR(32) NOT NULL,
	registered_by TEXT NOT NULL,
	CONSTRAINT pk_objection PRIMARY KEY (id),
	CONSTRAINT fk_objection_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_objection_event_id FOREIGN KEY(event_id) REFERENCES process_event (id)
);

CREATE TABLE office (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	region_code TEXT NOT NULL,
	level TEXT NOT NULL,
	made_at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_office PRIMARY KEY (id),
	CONSTRAINT ck_office_single CHECK (id = 1)
);

CREATE TABLE office_edition (
	id INTEGER NOT NULL,
	regulation_id TEXT NOT NULL,
	digest TEXT NOT NULL,
	file TEXT NOT NULL,
	added_at VARCHAR(32) NOT NULL,
	added_by TEXT NOT NULL,
	remark TEXT NOT NULL,
	withdrawn_at VARCHAR(32),
	withdrawn_by TEXT NOT NULL,
	withdrawn_why TEXT NOT NULL,
	CONSTRAINT pk_office_edition PRIMARY KEY (id)
);

CREATE TABLE office_notice (
	id INTEGER NOT NULL,
	notice_id TEXT NOT NULL,
	digest TEXT NOT NULL,
	file TEXT NOT NULL,
	remark TEXT NOT NULL,
	added_at VARCHAR(32) NOT NULL,
	added_by TEXT NOT NULL,
	CONSTRAINT pk_office_notice PRIMARY KEY (id)
);

CREATE TABLE operating_year (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	year INTEGER NOT NULL,
	revenue_wan VARCHAR(40),
	service_revenue_wan VARCHAR(40),
	assets_wan VARCHAR(40),
	profit_wan VARCHAR(40),
	tax_wan VARCHAR(40),
	firms_served INTEGER,
	CONSTRAINT pk_operating_year PRIMARY KEY (id),
	CONSTRAINT fk_operating_year_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT uq_operating_year_dossier_id UNIQUE (dossier_id, year)
);

CREATE TABLE operator (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	password_hash TEXT NOT NULL,
	roles TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	made_at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_operator PRIMARY KEY (id),
	CONSTRAINT uq_operator_name UNIQUE (name)
);

CREATE TABLE opinion (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	text TEXT NOT NULL,
	written_at VARCHAR(32) NOT NULL,
	written_by TEXT NOT NULL,
	CONSTRAINT pk_opinion PRIMARY KEY (id),
	CONSTRAINT fk_opinion_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT uq_opinion_dossier_id UNIQUE (dossier_id, version)
);

CREATE TABLE paper (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	form TEXT NOT NULL,
	number TEXT NOT NULL,
	content_hash TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	pages INTEGER NOT NULL,
	journal_code TEXT NOT NULL,
	printed_at VARCHAR(32) NOT NULL,
	printed_by TEXT NOT NULL,
	void_at VARCHAR(32),
	void_reason TEXT NOT NULL,
	CONSTRAINT pk_paper PRIMARY KEY (id),
	CONSTRAINT fk_paper_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT uq_paper_number UNIQUE (number)
);

CREATE TABLE platform_change (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	happened_on DATE NOT NULL,
	matter TEXT NOT NULL,
	reported_on DATE,
	keep BOOLEAN,
	opinion_on DATE,
	opinion TEXT NOT NULL,
	registered_at VARCHAR(32) NOT NULL,
	registered_by TEXT NOT NULL,
	CONSTRAINT pk_platform_change PRIMARY KEY (id),
	CONSTRAINT fk_platform_change_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE process_event (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	stage TEXT NOT NULL,
	happened_on DATE NOT NULL,
	until DATE,
	passed BOOLEAN,
	sanction TEXT NOT NULL,
	document TEXT NOT NULL,
	why TEXT NOT NULL,
	registered_at VARCHAR(32) NOT NULL,
	registered_by TEXT NOT NULL,
	CONSTRAINT pk_process_event PRIMARY KEY (id),
	CONSTRAINT fk_process_event_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE process_withdrawal (
	event_id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	why TEXT NOT NULL,
	withdrawn_at VARCHAR(32) NOT NULL,
	withdrawn_by TEXT NOT NULL,
	CONSTRAINT pk_process_withdrawal PRIMARY KEY (event_id),
	CONSTRAINT fk_process_withdrawal_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_process_withdrawal_event_id FOREIGN KEY(event_id) REFERENCES process_event (id)
);

CREATE TABLE public_draw (
	draw_id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	session TEXT NOT NULL,
	corrections TEXT NOT NULL,
	CONSTRAINT pk_public_draw PRIMARY KEY (draw_id),
	CONSTRAINT fk_public_draw_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_public_draw_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id)
);

CREATE TABLE recommendation (
	dossier_id INTEGER NOT NULL,
	influence TEXT NOT NULL,
	advice TEXT NOT NULL,
	filed_on DATE,
	recommended BOOLEAN,
	decided_at VARCHAR(32),
	decided_by TEXT NOT NULL,
	CONSTRAINT pk_recommendation PRIMARY KEY (dossier_id),
	CONSTRAINT fk_recommendation_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE replacement (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	draw_id INTEGER NOT NULL,
	out_place INTEGER NOT NULL,
	in_place INTEGER NOT NULL,
	reason TEXT NOT NULL,
	replaced_at VARCHAR(32) NOT NULL,
	replaced_by TEXT NOT NULL,
	CONSTRAINT pk_replacement PRIMARY KEY (id),
	CONSTRAINT fk_replacement_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_replacement_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id),
	CONSTRAINT uq_replacement_in UNIQUE (draw_id, in_place),
	CONSTRAINT uq_replacement_out UNIQUE (draw_id, out_place)
);

CREATE TABLE scan (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	material TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	size INTEGER NOT NULL,
	pages INTEGER NOT NULL,
	attached_at VARCHAR(32) NOT NULL,
	attached_by TEXT NOT NULL,
	turns TEXT NOT NULL,
	remark TEXT NOT NULL,
	detached_at VARCHAR(32),
	CONSTRAINT pk_scan PRIMARY KEY (id),
	CONSTRAINT fk_scan_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE seal_entry (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	paper_id INTEGER NOT NULL,
	sealed_on DATE NOT NULL,
	seal_name TEXT NOT NULL,
	purpose TEXT NOT NULL,
	copies INTEGER NOT NULL,
	approved_by TEXT NOT NULL,
	keeper TEXT NOT NULL,
	registered_at VARCHAR(32) NOT NULL,
	registered_by TEXT NOT NULL,
	CONSTRAINT pk_seal_entry PRIMARY KEY (id),
	CONSTRAINT fk_seal_entry_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_seal_entry_paper_id FOREIGN KEY(paper_id) REFERENCES paper (id),
	CONSTRAINT uq_seal_entry_paper_id UNIQUE (paper_id)
);

CREATE TABLE sealed_archive (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	folder TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	files INTEGER NOT NULL,
	size INTEGER NOT NULL,
	journal_code TEXT NOT NULL,
	cover_sha256 TEXT NOT NULL,
	sealed_at VARCHAR(32) NOT NULL,
	sealed_by TEXT NOT NULL,
	CONSTRAINT pk_sealed_archive PRIMARY KEY (id),
	CONSTRAINT fk_sealed_archive_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE seat (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	expert_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	unit TEXT NOT NULL,
	recused BOOLEAN NOT NULL,
	recusal_reason TEXT NOT NULL,
	signs_on_paper BOOLEAN NOT NULL,
	CONSTRAINT pk_seat PRIMARY KEY (id),
	CONSTRAINT fk_seat_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_seat_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id),
	CONSTRAINT uq_seat_dossier_id UNIQUE (dossier_id, expert_id)
);

CREATE TABLE second_answer (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	draw_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	method TEXT NOT NULL,
	person TEXT NOT NULL,
	post TEXT NOT NULL,
	phone TEXT NOT NULL,
	service TEXT NOT NULL,
	grade TEXT NOT NULL,
	keyed_at VARCHAR(32) NOT NULL,
	keyed_by TEXT NOT NULL,
	CONSTRAINT pk_second_answer PRIMARY KEY (id),
	CONSTRAINT fk_second_answer_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_second_answer_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id)
);

CREATE TABLE served_firm (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	contact TEXT NOT NULL,
	phone TEXT NOT NULL,
	service TEXT NOT NULL,
	grade TEXT NOT NULL,
	uscc TEXT NOT NULL,
	CONSTRAINT pk_served_firm PRIMARY KEY (id),
	CONSTRAINT fk_served_firm_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE service_line (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	content TEXT NOT NULL,
	scale TEXT NOT NULL,
	revenue_percent VARCHAR(40),
	CONSTRAINT pk_service_line PRIMARY KEY (id),
	CONSTRAINT fk_service_line_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE signature (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	seat_id INTEGER NOT NULL,
	opinion_id INTEGER NOT NULL,
	signer TEXT NOT NULL,
	content_hash TEXT NOT NULL,
	ink TEXT NOT NULL,
	ink_hash TEXT NOT NULL,
	statement TEXT NOT NULL,
	signed_at VARCHAR(32) NOT NULL,
	operator TEXT NOT NULL,
	journal_code TEXT NOT NULL,
	record_hash TEXT NOT NULL,
	CONSTRAINT pk_signature PRIMARY KEY (id),
	CONSTRAINT fk_signature_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_signature_opinion_id FOREIGN KEY(opinion_id) REFERENCES opinion (id),
	CONSTRAINT fk_signature_seat_id FOREIGN KEY(seat_id) REFERENCES seat (id)
);

CREATE TABLE signed_scan (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	seat_id INTEGER NOT NULL,
	opinion_id INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	size INTEGER NOT NULL,
	pages INTEGER NOT NULL,
	attached_at VARCHAR(32) NOT NULL,
	attached_by TEXT NOT NULL,
	CONSTRAINT pk_signed_scan PRIMARY KEY (id),
	CONSTRAINT fk_signed_scan_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_signed_scan_opinion_id FOREIGN KEY(opinion_id) REFERENCES opinion (id),
	CONSTRAINT fk_signed_scan_seat_id FOREIGN KEY(seat_id) REFERENCES seat (id)
);

CREATE TABLE staff_member (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	sex TEXT NOT NULL,
	age INTEGER,
	education TEXT NOT NULL,
	post TEXT NOT NULL,
	title TEXT NOT NULL,
	duty TEXT NOT NULL,
	CONSTRAINT pk_staff_member PRIMARY KEY (id),
	CONSTRAINT fk_staff_member_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
);

CREATE TABLE verdict (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	condition TEXT NOT NULL,
	decision TEXT NOT NULL,
	reason TEXT NOT NULL,
	decided_by TEXT NOT NULL,
	decided_at VARCHAR(32) NOT NULL,
	CONSTRAINT pk_verdict PRIMARY KEY (id),
	CONSTRAINT fk_verdict_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT uq_verdict_dossier_id UNIQUE (dossier_id, condition)
);

CREATE TABLE void_answer (
	id INTEGER NOT NULL,
	dossier_id INTEGER NOT NULL,
	draw_id INTEGER NOT NULL,
	place INTEGER NOT NULL,
	grade TEXT NOT NULL,
	person TEXT NOT NULL,
	method TEXT NOT NULL,
	asked_on DATE,
	asked_by TEXT NOT NULL,
	reason TEXT NOT NULL,
	voided_at VARCHAR(32) NOT NULL,
	voided_by TEXT NOT NULL,
	CONSTRAINT pk_void_answer PRIMARY KEY (id),
	CONSTRAINT fk_void_answer_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
	CONSTRAINT fk_void_answer_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id)
);

CREATE TABLE withdrawn_declaration (
	declaration_id INTEGER NOT NULL,
	reason TEXT NOT NULL,
	withdrawn_at VARCHAR(32) NOT NULL,
	withdrawn_by TEXT NOT NULL,
	CONSTRAINT pk_withdrawn_declaration PRIMARY KEY (declaration_id),
	CONSTRAINT fk_withdrawn_declaration_declaration_id FOREIGN KEY(declaration_id) REFERENCES expert_declaration (id)
);

CREATE TABLE working_calendar (
	year INTEGER NOT NULL,
	text TEXT NOT NULL,
	source TEXT NOT NULL,
	file TEXT NOT NULL,
	imported_at VARCHAR(32) NOT NULL,
	imported_by TEXT NOT NULL,
	CONSTRAINT pk_working_calendar PRIMARY KEY (year)
);

CREATE INDEX ix_answer_dossier_id ON answer (dossier_id);

CREATE INDEX ix_answer_draw_id ON answer (draw_id);

CREATE INDEX ix_ban_dossier_id ON ban (dossier_id);

CREATE INDEX ix_ban_uscc ON ban (uscc);

CREATE INDEX ix_batch_document_batch_id ON batch_document (batch_id);

CREATE INDEX ix_batch_elsewhere_batch_id ON batch_elsewhere (batch_id);

CREATE INDEX ix_batch_extension_batch_id ON batch_extension (batch_id);

CREATE INDEX ix_batch_member_batch_id ON batch_member (batch_id);

CREATE INDEX ix_batch_member_dossier_id ON batch_member (dossier_id);

CREATE INDEX ix_batch_paper_batch_id ON batch_paper (batch_id);

CREATE INDEX ix_batch_seal_entry_batch_id ON batch_seal_entry (batch_id);

CREATE INDEX ix_citation_dossier_id ON citation (dossier_id);

CREATE INDEX ix_commitment_in_lieu_dossier_id ON commitment_in_lieu (dossier_id);

CREATE INDEX ix_contact_attempt_dossier_id ON contact_attempt (dossier_id);

CREATE INDEX ix_contact_attempt_draw_id ON contact_attempt (draw_id);

CREATE INDEX ix_declared_figure_dossier_id ON declared_figure (dossier_id);

CREATE INDEX ix_draw_dossier_id ON draw (dossier_id);

CREATE INDEX ix_drawn_expert_dossier_id ON drawn_expert (dossier_id);

CREATE INDEX ix_drawn_expert_draw_id ON drawn_expert (draw_id);

CREATE INDEX ix_drawn_firm_dossier_id ON drawn_firm (dossier_id);

CREATE INDEX ix_drawn_firm_draw_id ON drawn_firm (draw_id);

CREATE INDEX ix_duty_done_dossier_id ON duty_done (dossier_id);

CREATE INDEX ix_equipment_dossier_id ON equipment (dossier_id);

CREATE INDEX ix_expert_declaration_dossier_id ON expert_declaration (dossier_id);

CREATE INDEX ix_expert_declaration_expert_id ON expert_declaration (expert_id);

CREATE INDEX ix_expert_draw_dossier_id ON expert_draw (dossier_id);

CREATE INDEX ix_expert_frame_dossier_id ON expert_frame (dossier_id);

CREATE INDEX ix_expert_refusal_dossier_id ON expert_refusal (dossier_id);

CREATE INDEX ix_expert_refusal_draw_id ON expert_refusal (draw_id);

CREATE INDEX ix_frame_dossier_id ON frame (dossier_id);

CREATE INDEX ix_frame_decision_dossier_id ON frame_decision (dossier_id);

CREATE INDEX ix_frame_finding_dossier_id ON frame_finding (dossier_id);

CREATE INDEX ix_frame_finding_frame_id ON frame_finding (frame_id);

CREATE INDEX ix_investor_dossier_id ON investor (dossier_id);

CREATE INDEX ix_journal_dossier_id ON journal (dossier_id);

CREATE INDEX ix_keying_settlement_dossier_id ON keying_settlement (dossier_id);

CREATE INDEX ix_keying_settlement_draw_id ON keying_settlement (draw_id);

CREATE INDEX ix_material_check_dossier_id ON material_check (dossier_id);

CREATE INDEX ix_meeting_answer_meeting_id ON meeting_answer (meeting_id);

CREATE INDEX ix_meeting_declaration_dossier_id ON meeting_declaration (dossier_id);

CREATE INDEX ix_meeting_declaration_expert_id ON meeting_declaration (expert_id);

CREATE INDEX ix_meeting_declaration_item_id ON meeting_declaration (item_id);

CREATE INDEX ix_meeting_declaration_meeting_id ON meeting_declaration (meeting_id);

CREATE INDEX ix_meeting_dissent_item_id ON meeting_dissent (item_id);

CREATE INDEX ix_meeting_dissent_meeting_id ON meeting_dissent (meeting_id);

CREATE INDEX ix_meeting_item_dossier_id ON meeting_item (dossier_id);

CREATE INDEX ix_meeting_item_meeting_id ON meeting_item (meeting_id);

CREATE INDEX ix_meeting_item_closing_meeting_id ON meeting_item_closing (meeting_id);

CREATE INDEX ix_meeting_member_expert_id ON meeting_member (expert_id);

CREATE INDEX ix_meeting_member_meeting_id ON meeting_member (meeting_id);

CREATE INDEX ix_meeting_move_item_id ON meeting_move (item_id);

CREATE INDEX ix_meeting_move_meeting_id ON meeting_move (meeting_id);

CREATE INDEX ix_meeting_opinion_item_id ON meeting_opinion (item_id);

CREATE INDEX ix_meeting_opinion_meeting_id ON meeting_opinion (meeting_id);

CREATE INDEX ix_meeting_packet_meeting_id ON meeting_packet (meeting_id);

CREATE INDEX ix_meeting_pin_meeting_id ON meeting_pin (meeting_id);

CREATE INDEX ix_meeting_pin_member_id ON meeting_pin (member_id);

CREATE INDEX ix_meeting_pin_try_meeting_id ON meeting_pin_try (meeting_id);

CREATE INDEX ix_meeting_pin_try_pin_id ON meeting_pin_try (pin_id);

CREATE INDEX ix_meeting_recess_meeting_id ON meeting_recess (meeting_id);

CREATE INDEX ix_meeting_score_item_id ON meeting_score (item_id);

CREATE INDEX ix_meeting_score_meeting_id ON meeting_score (meeting_id);

CREATE INDEX ix_meeting_sign_in_meeting_id ON meeting_sign_in (meeting_id);

CREATE INDEX ix_meeting_sitting_meeting_id ON meeting_sitting (meeting_id);

CREATE INDEX ix_narrative_dossier_id ON narrative (dossier_id);

CREATE INDEX ix_objection_dossier_id ON objection (dossier_id);

CREATE INDEX ix_office_edition_regulation_id ON office_edition (regulation_id);

CREATE INDEX ix_office_notice_notice_id ON office_notice (notice_id);

CREATE INDEX ix_operating_year_dossier_id ON operating_year (dossier_id);

CREATE INDEX ix_opinion_dossier_id ON opinion (dossier_id);

CREATE INDEX ix_paper_dossier_id ON paper (dossier_id);

CREATE INDEX ix_platform_change_dossier_id ON platform_change (dossier_id);

CREATE INDEX ix_process_event_dossier_id ON process_event (dossier_id);

CREATE INDEX ix_process_withdrawal_dossier_id ON process_withdrawal (dossier_id);

CREATE INDEX ix_public_draw_dossier_id ON public_draw (dossier_id);

CREATE INDEX ix_replacement_dossier_id ON replacement (dossier_id);

CREATE INDEX ix_replacement_draw_id ON replacement (draw_id);

CREATE INDEX ix_scan_dossier_id ON scan (dossier_id);

CREATE INDEX ix_seal_entry_dossier_id ON seal_entry (dossier_id);

CREATE INDEX ix_sealed_archive_dossier_id ON sealed_archive (dossier_id);

CREATE INDEX ix_seat_dossier_id ON seat (dossier_id);

CREATE INDEX ix_second_answer_dossier_id ON second_answer (dossier_id);

CREATE INDEX ix_second_answer_draw_id ON second_answer (draw_id);

CREATE INDEX ix_served_firm_dossier_id ON served_firm (dossier_id);

CREATE INDEX ix_service_line_dossier_id ON service_line (dossier_id);

CREATE INDEX ix_signature_dossier_id ON signature (dossier_id);

CREATE INDEX ix_signature_ink_hash ON signature (ink_hash);

CREATE INDEX ix_signed_scan_dossier_id ON signed_scan (dossier_id);

CREATE INDEX ix_staff_member_dossier_id ON staff_member (dossier_id);

CREATE INDEX ix_verdict_dossier_id ON verdict (dossier_id);

CREATE INDEX ix_void_answer_dossier_id ON void_answer (dossier_id);

CREATE INDEX ix_void_answer_draw_id ON void_answer (draw_id);

CREATE TRIGGER batch_extension_no_delete BEFORE DELETE ON batch_extension
BEGIN
  SELECT RAISE(ABORT, 'batch_extension is final');
END;

CREATE TRIGGER batch_extension_no_replace BEFORE INSERT ON batch_extension
WHEN EXISTS (SELECT 1 FROM batch_extension WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'batch_extension is final');
END;

CREATE TRIGGER batch_extension_no_update BEFORE UPDATE ON batch_extension
BEGIN
  SELECT RAISE(ABORT, 'batch_extension is final');
END;

CREATE TRIGGER batch_paper_fixed BEFORE UPDATE ON batch_paper
WHEN NEW.batch_id IS NOT OLD.batch_id OR NEW.id IS NOT OLD.id OR NEW.form IS NOT OLD.form OR NEW.number IS NOT OLD.number OR NEW.content_hash IS NOT OLD.content_hash OR NEW.sha256 IS NOT OLD.sha256 OR NEW.pages IS NOT OLD.pages OR NEW.journal_code IS NOT OLD.journal_code OR NEW.printed_at IS NOT OLD.printed_at OR NEW.printed_by IS NOT OLD.printed_by
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END;

CREATE TRIGGER batch_paper_no_delete BEFORE DELETE ON batch_paper
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END;

CREATE TRIGGER batch_paper_no_replace BEFORE INSERT ON batch_paper
WHEN EXISTS (SELECT 1 FROM batch_paper WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM batch_paper WHERE number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END;

CREATE TRIGGER batch_paper_void_stays BEFORE UPDATE ON batch_paper
WHEN OLD.void_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a void paper stays void');
END;

CREATE TRIGGER batch_seal_entry_no_delete BEFORE DELETE ON batch_seal_entry
BEGIN
  SELECT RAISE(ABORT, 'batch_seal_entry is final');
END;

CREATE TRIGGER batch_seal_entry_no_replace BEFORE INSERT ON batch_seal_entry
WHEN EXISTS (SELECT 1 FROM batch_seal_entry WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM batch_seal_entry WHERE paper_id = NEW.paper_id)
BEGIN
  SELECT RAISE(ABORT, 'batch_seal_entry is final');
END;

CREATE TRIGGER batch_seal_entry_no_update BEFORE UPDATE ON batch_seal_entry
BEGIN
  SELECT RAISE(ABORT, 'batch_seal_entry is final');
END;

CREATE TRIGGER draw_no_delete BEFORE DELETE ON draw
BEGIN
  SELECT RAISE(ABORT, 'draw is final');
END;

CREATE TRIGGER draw_no_replace BEFORE INSERT ON draw
WHEN EXISTS (SELECT 1 FROM draw WHERE dossier_id = NEW.dossier_id AND sequence = NEW.sequence) OR EXISTS (SELECT 1 FROM draw WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'draw is final');
END;

CREATE TRIGGER draw_no_update BEFORE UPDATE ON draw
BEGIN
  SELECT RAISE(ABORT, 'draw is final');
END;

CREATE TRIGGER drawn_expert_no_delete BEFORE DELETE ON drawn_expert
BEGIN
  SELECT RAISE(ABORT, 'drawn_expert is final');
END;

CREATE TRIGGER drawn_expert_no_replace BEFORE INSERT ON drawn_expert
WHEN EXISTS (SELECT 1 FROM drawn_expert WHERE draw_id = NEW.draw_id AND place = NEW.place) OR EXISTS (SELECT 1 FROM drawn_expert WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'drawn_expert is final');
END;

CREATE TRIGGER drawn_expert_no_update BEFORE UPDATE ON drawn_expert
BEGIN
  SELECT RAISE(ABORT, 'drawn_expert is final');
END;

CREATE TRIGGER drawn_firm_no_delete BEFORE DELETE ON drawn_firm
BEGIN
  SELECT RAISE(ABORT, 'drawn_firm is final');
END;

CREATE TRIGGER drawn_firm_no_replace BEFORE INSERT ON drawn_firm
WHEN EXISTS (SELECT 1 FROM drawn_firm WHERE draw_id = NEW.draw_id AND place = NEW.place) OR EXISTS (SELECT 1 FROM drawn_firm WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'drawn_firm is final');
END;

CREATE TRIGGER drawn_firm_no_update BEFORE UPDATE ON drawn_firm
BEGIN
  SELECT RAISE(ABORT, 'drawn_firm is final');
END;

CREATE TRIGGER expert_declaration_no_delete BEFORE DELETE ON expert_declaration
BEGIN
  SELECT RAISE(ABORT, 'expert_declaration is final');
END;

CREATE TRIGGER expert_declaration_no_replace BEFORE INSERT ON expert_declaration
WHEN EXISTS (SELECT 1 FROM expert_declaration WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'expert_declaration is final');
END;

CREATE TRIGGER expert_declaration_no_update BEFORE UPDATE ON expert_declaration
BEGIN
  SELECT RAISE(ABORT, 'expert_declaration is final');
END;

CREATE TRIGGER expert_draw_no_delete BEFORE DELETE ON expert_draw
BEGIN
  SELECT RAISE(ABORT, 'expert_draw is final');
END;

CREATE TRIGGER expert_draw_no_replace BEFORE INSERT ON expert_draw
WHEN EXISTS (SELECT 1 FROM expert_draw WHERE dossier_id = NEW.dossier_id AND sequence = NEW.sequence) OR EXISTS (SELECT 1 FROM expert_draw WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'expert_draw is final');
END;

CREATE TRIGGER expert_draw_no_update BEFORE UPDATE ON expert_draw
BEGIN
  SELECT RAISE(ABORT, 'expert_draw is final');
END;

CREATE TRIGGER expert_frame_no_delete BEFORE DELETE ON expert_frame
BEGIN
  SELECT RAISE(ABORT, 'expert_frame is final');
END;

CREATE TRIGGER expert_frame_no_replace BEFORE INSERT ON expert_frame
WHEN EXISTS (SELECT 1 FROM expert_frame WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'expert_frame is final');
END;

CREATE TRIGGER expert_frame_no_update BEFORE UPDATE ON expert_frame
BEGIN
  SELECT RAISE(ABORT, 'expert_frame is final');
END;

CREATE TRIGGER expert_refusal_no_delete BEFORE DELETE ON expert_refusal
BEGIN
  SELECT RAISE(ABORT, 'expert_refusal is final');
END;

CREATE TRIGGER expert_refusal_no_replace BEFORE INSERT ON expert_refusal
WHEN EXISTS (SELECT 1 FROM expert_refusal WHERE draw_id = NEW.draw_id AND place = NEW.place) OR EXISTS (SELECT 1 FROM expert_refusal WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'expert_refusal is final');
END;

CREATE TRIGGER expert_refusal_no_update BEFORE UPDATE ON expert_refusal
BEGIN
  SELECT RAISE(ABORT, 'expert_refusal is final');
END;

CREATE TRIGGER frame_no_delete BEFORE DELETE ON frame
BEGIN
  SELECT RAISE(ABORT, 'frame is final');
END;

CREATE TRIGGER frame_no_replace BEFORE INSERT ON frame
WHEN EXISTS (SELECT 1 FROM frame WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'frame is final');
END;

CREATE TRIGGER frame_no_update BEFORE UPDATE ON frame
BEGIN
  SELECT RAISE(ABORT, 'frame is final');
END;

CREATE TRIGGER frame_finding_no_delete BEFORE DELETE ON frame_finding
BEGIN
  SELECT RAISE(ABORT, 'frame_finding is final');
END;

CREATE TRIGGER frame_finding_no_replace BEFORE INSERT ON frame_finding
WHEN EXISTS (SELECT 1 FROM frame_finding WHERE frame_id = NEW.frame_id AND position = NEW.position) OR EXISTS (SELECT 1 FROM frame_finding WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'frame_finding is final');
END;

CREATE TRIGGER frame_finding_no_update BEFORE UPDATE ON frame_finding
BEGIN
  SELECT RAISE(ABORT, 'frame_finding is final');
END;

CREATE TRIGGER journal_chain BEFORE INSERT ON journal
BEGIN
  SELECT RAISE(ABORT, 'journal: sequence broken')
    WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal);
  SELECT RAISE(ABORT, 'journal: previous hash differs')
    WHERE NEW.prev IS NOT coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000');
  SELECT RAISE(ABORT, 'journal: hash differs') WHERE NEW.hash IS NOT journal_hash(NEW.prev, NEW.body);
END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
  SELECT RAISE(ABORT, 'journal is final');
END;

CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'journal is final');
END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'journal is final');
END;

CREATE TRIGGER keying_settlement_no_delete BEFORE DELETE ON keying_settlement
BEGIN
  SELECT RAISE(ABORT, 'keying_settlement is final');
END;

CREATE TRIGGER keying_settlement_no_replace BEFORE INSERT ON keying_settlement
WHEN EXISTS (SELECT 1 FROM keying_settlement WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'keying_settlement is final');
END;

CREATE TRIGGER keying_settlement_no_update BEFORE UPDATE ON keying_settlement
BEGIN
  SELECT RAISE(ABORT, 'keying_settlement is final');
END;

CREATE TRIGGER meeting_answer_no_delete BEFORE DELETE ON meeting_answer
BEGIN
  SELECT RAISE(ABORT, 'meeting_answer is final');
END;

CREATE TRIGGER meeting_answer_no_replace BEFORE INSERT ON meeting_answer
WHEN EXISTS (SELECT 1 FROM meeting_answer WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_answer WHERE packet_id = NEW.packet_id AND item_id = NEW.item_id AND digest = NEW.digest)
BEGIN
  SELECT RAISE(ABORT, 'meeting_answer is final');
END;

CREATE TRIGGER meeting_answer_no_update BEFORE UPDATE ON meeting_answer
BEGIN
  SELECT RAISE(ABORT, 'meeting_answer is final');
END;

CREATE TRIGGER meeting_closing_no_delete BEFORE DELETE ON meeting_closing
BEGIN
  SELECT RAISE(ABORT, 'meeting_closing is final');
END;

CREATE TRIGGER meeting_closing_no_replace BEFORE INSERT ON meeting_closing
WHEN EXISTS (SELECT 1 FROM meeting_closing WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_closing WHERE meeting_id = NEW.meeting_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_closing is final');
END;

CREATE TRIGGER meeting_closing_no_update BEFORE UPDATE ON meeting_closing
BEGIN
  SELECT RAISE(ABORT, 'meeting_closing is final');
END;

CREATE TRIGGER meeting_declaration_no_delete BEFORE DELETE ON meeting_declaration
BEGIN
  SELECT RAISE(ABORT, 'meeting_declaration is final');
END;

CREATE TRIGGER meeting_declaration_no_replace BEFORE INSERT ON meeting_declaration
WHEN EXISTS (SELECT 1 FROM meeting_declaration WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_declaration is final');
END;

CREATE TRIGGER meeting_declaration_no_update BEFORE UPDATE ON meeting_declaration
BEGIN
  SELECT RAISE(ABORT, 'meeting_declaration is final');
END;

CREATE TRIGGER meeting_dissent_no_delete BEFORE DELETE ON meeting_dissent
BEGIN
  SELECT RAISE(ABORT, 'meeting_dissent is final');
END;

CREATE TRIGGER meeting_dissent_no_replace BEFORE INSERT ON meeting_dissent
WHEN EXISTS (SELECT 1 FROM meeting_dissent WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_dissent is final');
END;

CREATE TRIGGER meeting_dissent_no_update BEFORE UPDATE ON meeting_dissent
BEGIN
  SELECT RAISE(ABORT, 'meeting_dissent is final');
END;

CREATE TRIGGER meeting_item_closing_no_delete BEFORE DELETE ON meeting_item_closing
BEGIN
  SELECT RAISE(ABORT, 'meeting_item_closing is final');
END;

CREATE TRIGGER meeting_item_closing_no_replace BEFORE INSERT ON meeting_item_closing
WHEN EXISTS (SELECT 1 FROM meeting_item_closing WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_item_closing WHERE item_id = NEW.item_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_item_closing is final');
END;

CREATE TRIGGER meeting_item_closing_no_update BEFORE UPDATE ON meeting_item_closing
BEGIN
  SELECT RAISE(ABORT, 'meeting_item_closing is final');
END;

CREATE TRIGGER meeting_marks_no_delete BEFORE DELETE ON meeting_marks
BEGIN
  SELECT RAISE(ABORT, 'meeting_marks is final');
END;

CREATE TRIGGER meeting_marks_no_replace BEFORE INSERT ON meeting_marks
WHEN EXISTS (SELECT 1 FROM meeting_marks WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_marks WHERE score_id = NEW.score_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_marks is final');
END;

CREATE TRIGGER meeting_marks_no_update BEFORE UPDATE ON meeting_marks
BEGIN
  SELECT RAISE(ABORT, 'meeting_marks is final');
END;

CREATE TRIGGER meeting_move_no_delete BEFORE DELETE ON meeting_move
BEGIN
  SELECT RAISE(ABORT, 'meeting_move is final');
END;

CREATE TRIGGER meeting_move_no_replace BEFORE INSERT ON meeting_move
WHEN EXISTS (SELECT 1 FROM meeting_move WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_move is final');
END;

CREATE TRIGGER meeting_move_no_update BEFORE UPDATE ON meeting_move
BEGIN
  SELECT RAISE(ABORT, 'meeting_move is final');
END;

CREATE TRIGGER meeting_opinion_no_delete BEFORE DELETE ON meeting_opinion
BEGIN
  SELECT RAISE(ABORT, 'meeting_opinion is final');
END;

CREATE TRIGGER meeting_opinion_no_replace BEFORE INSERT ON meeting_opinion
WHEN EXISTS (SELECT 1 FROM meeting_opinion WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_opinion is final');
END;

CREATE TRIGGER meeting_opinion_no_update BEFORE UPDATE ON meeting_opinion
BEGIN
  SELECT RAISE(ABORT, 'meeting_opinion is final');
END;

CREATE TRIGGER meeting_packet_no_delete BEFORE DELETE ON meeting_packet
BEGIN
  SELECT RAISE(ABORT, 'meeting_packet is final');
END;

CREATE TRIGGER meeting_packet_no_replace BEFORE INSERT ON meeting_packet
WHEN EXISTS (SELECT 1 FROM meeting_packet WHERE code = NEW.code) OR EXISTS (SELECT 1 FROM meeting_packet WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_packet is final');
END;

CREATE TRIGGER meeting_packet_no_update BEFORE UPDATE ON meeting_packet
BEGIN
  SELECT RAISE(ABORT, 'meeting_packet is final');
END;

CREATE TRIGGER meeting_pin_no_delete BEFORE DELETE ON meeting_pin
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin is final');
END;

CREATE TRIGGER meeting_pin_no_replace BEFORE INSERT ON meeting_pin
WHEN EXISTS (SELECT 1 FROM meeting_pin WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin is final');
END;

CREATE TRIGGER meeting_pin_no_update BEFORE UPDATE ON meeting_pin
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin is final');
END;

CREATE TRIGGER meeting_pin_try_no_delete BEFORE DELETE ON meeting_pin_try
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin_try is final');
END;

CREATE TRIGGER meeting_pin_try_no_replace BEFORE INSERT ON meeting_pin_try
WHEN EXISTS (SELECT 1 FROM meeting_pin_try WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin_try is final');
END;

CREATE TRIGGER meeting_pin_try_no_update BEFORE UPDATE ON meeting_pin_try
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin_try is final');
END;

CREATE TRIGGER meeting_recess_no_delete BEFORE DELETE ON meeting_recess
BEGIN
  SELECT RAISE(ABORT, 'meeting_recess is final');
END;

CREATE TRIGGER meeting_recess_no_replace BEFORE INSERT ON meeting_recess
WHEN EXISTS (SELECT 1 FROM meeting_recess WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_recess WHERE sitting_id = NEW.sitting_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_recess is final');
END;

CREATE TRIGGER meeting_recess_no_update BEFORE UPDATE ON meeting_recess
BEGIN
  SELECT RAISE(ABORT, 'meeting_recess is final');
END;

CREATE TRIGGER meeting_score_no_delete BEFORE DELETE ON meeting_score
BEGIN
  SELECT RAISE(ABORT, 'meeting_score is final');
END;

CREATE TRIGGER meeting_score_no_replace BEFORE INSERT ON meeting_score
WHEN EXISTS (SELECT 1 FROM meeting_score WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_score WHERE item_id = NEW.item_id AND member_id = NEW.member_id AND round = NEW.round)
BEGIN
  SELECT RAISE(ABORT, 'meeting_score is final');
END;

CREATE TRIGGER meeting_score_no_update BEFORE UPDATE ON meeting_score
BEGIN
  SELECT RAISE(ABORT, 'meeting_score is final');
END;

CREATE TRIGGER meeting_sign_in_no_delete BEFORE DELETE ON meeting_sign_in
BEGIN
  SELECT RAISE(ABORT, 'meeting_sign_in is final');
END;

CREATE TRIGGER meeting_sign_in_no_replace BEFORE INSERT ON meeting_sign_in
WHEN EXISTS (SELECT 1 FROM meeting_sign_in WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_sign_in WHERE sitting_id = NEW.sitting_id AND member_id = NEW.member_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_sign_in is final');
END;

CREATE TRIGGER meeting_sign_in_no_update BEFORE UPDATE ON meeting_sign_in
BEGIN
  SELECT RAISE(ABORT, 'meeting_sign_in is final');
END;

CREATE TRIGGER meeting_sitting_no_delete BEFORE DELETE ON meeting_sitting
BEGIN
  SELECT RAISE(ABORT, 'meeting_sitting is final');
END;

CREATE TRIGGER meeting_sitting_no_replace BEFORE INSERT ON meeting_sitting
WHEN EXISTS (SELECT 1 FROM meeting_sitting WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_sitting WHERE meeting_id = NEW.meeting_id AND number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'meeting_sitting is final');
END;

CREATE TRIGGER meeting_sitting_no_update BEFORE UPDATE ON meeting_sitting
BEGIN
  SELECT RAISE(ABORT, 'meeting_sitting is final');
END;

CREATE TRIGGER office_edition_fixed BEFORE UPDATE ON office_edition
WHEN NEW.id IS NOT OLD.id OR NEW.regulation_id IS NOT OLD.regulation_id OR NEW.digest IS NOT OLD.digest OR NEW.file IS NOT OLD.file OR NEW.added_at IS NOT OLD.added_at OR NEW.added_by IS NOT OLD.added_by OR NEW.remark IS NOT OLD.remark
BEGIN
  SELECT RAISE(ABORT, 'an added edition is final');
END;

CREATE TRIGGER office_edition_no_delete BEFORE DELETE ON office_edition
BEGIN
  SELECT RAISE(ABORT, 'an added edition is final');
END;

CREATE TRIGGER office_edition_no_replace BEFORE INSERT ON office_edition
WHEN EXISTS (SELECT 1 FROM office_edition WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'an added edition is final');
END;

CREATE TRIGGER office_notice_no_delete BEFORE DELETE ON office_notice
BEGIN
  SELECT RAISE(ABORT, 'office_notice is final');
END;

CREATE TRIGGER office_notice_no_replace BEFORE INSERT ON office_notice
WHEN EXISTS (SELECT 1 FROM office_notice WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'office_notice is final');
END;

CREATE TRIGGER office_notice_no_update BEFORE UPDATE ON office_notice
BEGIN
  SELECT RAISE(ABORT, 'office_notice is final');
END;

CREATE TRIGGER opinion_no_delete BEFORE DELETE ON opinion
BEGIN
  SELECT RAISE(ABORT, 'opinion is final');
END;

CREATE TRIGGER opinion_no_replace BEFORE INSERT ON opinion
WHEN EXISTS (SELECT 1 FROM opinion WHERE dossier_id = NEW.dossier_id AND version = NEW.version) OR EXISTS (SELECT 1 FROM opinion WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'opinion is final');
END;

CREATE TRIGGER opinion_no_update BEFORE UPDATE ON opinion
BEGIN
  SELECT RAISE(ABORT, 'opinion is final');
END;

CREATE TRIGGER paper_fixed BEFORE UPDATE ON paper
WHEN NEW.id IS NOT OLD.id OR NEW.dossier_id IS NOT OLD.dossier_id OR NEW.form IS NOT OLD.form OR NEW.number IS NOT OLD.number OR NEW.content_hash IS NOT OLD.content_hash OR NEW.sha256 IS NOT OLD.sha256 OR NEW.pages IS NOT OLD.pages OR NEW.journal_code IS NOT OLD.journal_code OR NEW.printed_at IS NOT OLD.printed_at OR NEW.printed_by IS NOT OLD.printed_by
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END;

CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END;

CREATE TRIGGER paper_no_replace BEFORE INSERT ON paper
WHEN EXISTS (SELECT 1 FROM paper WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM paper WHERE number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END;

CREATE TRIGGER paper_void_stays BEFORE UPDATE ON paper
WHEN OLD.void_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a void paper stays void');
END;

CREATE TRIGGER process_event_no_delete BEFORE DELETE ON process_event
BEGIN
  SELECT RAISE(ABORT, 'process_event is final');
END;

CREATE TRIGGER process_event_no_replace BEFORE INSERT ON process_event
WHEN EXISTS (SELECT 1 FROM process_event WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'process_event is final');
END;

CREATE TRIGGER process_event_no_update BEFORE UPDATE ON process_event
BEGIN
  SELECT RAISE(ABORT, 'process_event is final');
END;

CREATE TRIGGER process_withdrawal_no_delete BEFORE DELETE ON process_withdrawal
BEGIN
  SELECT RAISE(ABORT, 'process_withdrawal is final');
END;

CREATE TRIGGER process_withdrawal_no_replace BEFORE INSERT ON process_withdrawal
WHEN EXISTS (SELECT 1 FROM process_withdrawal WHERE event_id = NEW.event_id)
BEGIN
  SELECT RAISE(ABORT, 'process_withdrawal is final');
END;

CREATE TRIGGER process_withdrawal_no_update BEFORE UPDATE ON process_withdrawal
BEGIN
  SELECT RAISE(ABORT, 'process_withdrawal is final');
END;

CREATE TRIGGER public_draw_no_delete BEFORE DELETE ON public_draw
BEGIN
  SELECT RAISE(ABORT, 'public_draw is final');
END;

CREATE TRIGGER public_draw_no_replace BEFORE INSERT ON public_draw
WHEN EXISTS (SELECT 1 FROM public_draw WHERE draw_id = NEW.draw_id)
BEGIN
  SELECT RAISE(ABORT, 'public_draw is final');
END;

CREATE TRIGGER public_draw_no_update BEFORE UPDATE ON public_draw
BEGIN
  SELECT RAISE(ABORT, 'public_draw is final');
END;

CREATE TRIGGER replacement_no_delete BEFORE DELETE ON replacement
BEGIN
  SELECT RAISE(ABORT, 'replacement is final');
END;

CREATE TRIGGER replacement_no_replace BEFORE INSERT ON replacement
WHEN EXISTS (SELECT 1 FROM replacement WHERE draw_id = NEW.draw_id AND in_place = NEW.in_place) OR EXISTS (SELECT 1 FROM replacement WHERE draw_id = NEW.draw_id AND out_place = NEW.out_place) OR EXISTS (SELECT 1 FROM replacement WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'replacement is final');
END;

CREATE TRIGGER replacement_no_update BEFORE UPDATE ON replacement
BEGIN
  SELECT RAISE(ABORT, 'replacement is final');
END;

CREATE TRIGGER seal_entry_no_delete BEFORE DELETE ON seal_entry
BEGIN
  SELECT RAISE(ABORT, 'seal_entry is final');
END;

CREATE TRIGGER seal_entry_no_replace BEFORE INSERT ON seal_entry
WHEN EXISTS (SELECT 1 FROM seal_entry WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM seal_entry WHERE paper_id = NEW.paper_id)
BEGIN
  SELECT RAISE(ABORT, 'seal_entry is final');
END;

CREATE TRIGGER seal_entry_no_update BEFORE UPDATE ON seal_entry
BEGIN
  SELECT RAISE(ABORT, 'seal_entry is final');
END;

CREATE TRIGGER sealed_archive_no_delete BEFORE DELETE ON sealed_archive
BEGIN
  SELECT RAISE(ABORT, 'sealed_archive is final');
END;

CREATE TRIGGER sealed_archive_no_replace BEFORE INSERT ON sealed_archive
WHEN EXISTS (SELECT 1 FROM sealed_archive WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'sealed_archive is final');
END;

CREATE TRIGGER sealed_archive_no_update BEFORE UPDATE ON sealed_archive
BEGIN
  SELECT RAISE(ABORT, 'sealed_archive is final');
END;

CREATE TRIGGER second_answer_no_delete BEFORE DELETE ON second_answer
BEGIN
  SELECT RAISE(ABORT, 'second_answer is final');
END;

CREATE TRIGGER second_answer_no_replace BEFORE INSERT ON second_answer
WHEN EXISTS (SELECT 1 FROM second_answer WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'second_answer is final');
END;

CREATE TRIGGER second_answer_no_update BEFORE UPDATE ON second_answer
BEGIN
  SELECT RAISE(ABORT, 'second_answer is final');
END;

CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
BEGIN
  SELECT RAISE(ABORT, 'signature is final');
END;

CREATE TRIGGER signature_no_replace BEFORE INSERT ON signature
WHEN EXISTS (SELECT 1 FROM signature WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'signature is final');
END;

CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature
BEGIN
  SELECT RAISE(ABORT, 'signature is final');
END;

CREATE TRIGGER signed_scan_no_delete BEFORE DELETE ON signed_scan
BEGIN
  SELECT RAISE(ABORT, 'signed_scan is final');
END;

CREATE TRIGGER signed_scan_no_replace BEFORE INSERT ON signed_scan
WHEN EXISTS (SELECT 1 FROM signed_scan WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'signed_scan is final');
END;

CREATE TRIGGER signed_scan_no_update BEFORE UPDATE ON signed_scan
BEGIN
  SELECT RAISE(ABORT, 'signed_scan is final');
END;

CREATE TRIGGER void_answer_no_delete BEFORE DELETE ON void_answer
BEGIN
  SELECT RAISE(ABORT, 'void_answer is final');
END;

CREATE TRIGGER void_answer_no_replace BEFORE INSERT ON void_answer
WHEN EXISTS (SELECT 1 FROM void_answer WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'void_answer is final');
END;

CREATE TRIGGER void_answer_no_update BEFORE UPDATE ON void_answer
BEGIN
  SELECT RAISE(ABORT, 'void_answer is final');
END;

CREATE TRIGGER withdrawn_declaration_no_delete BEFORE DELETE ON withdrawn_declaration
BEGIN
  SELECT RAISE(ABORT, 'withdrawn_declaration is final');
END;

CREATE TRIGGER withdrawn_declaration_no_replace BEFORE INSERT ON withdrawn_declaration
WHEN EXISTS (SELECT 1 FROM withdrawn_declaration WHERE declaration_id = NEW.declaration_id)
BEGIN
  SELECT RAISE(ABORT, 'withdrawn_declaration is final');
END;

CREATE TRIGGER withdrawn_declaration_no_update BEFORE UPDATE ON withdrawn_declaration
BEGIN
  SELECT RAISE(ABORT, 'withdrawn_declaration is final');
END;
