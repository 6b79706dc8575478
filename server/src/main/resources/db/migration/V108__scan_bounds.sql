-- What agents tell of their next scan and of how much it may take; 0 for what they do not tell.
alter table agent add column next_scan_at bigint not null default 0;
alter table agent add column cpu_percent integer not null default 0;
alter table agent add column nightly_seconds bigint not null default 0;
alter table agent add column asked_seconds bigint not null default 0;
alter table agent add column account_seconds bigint not null default 0;
alter table agent add column memory_bytes bigint not null default 0;
