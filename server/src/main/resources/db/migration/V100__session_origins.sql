-- From where a session was begun, so that its user knows it again.
alter table console_session add column source text not null default '';
alter table console_session add column browser text not null default '';
