-- What an agent is for: host, the machine that it stands on, or scanner, which takes images to read as well.
alter table enrolment_token add column role text not null default 'host';
alter table agent add column role text not null default 'host';
