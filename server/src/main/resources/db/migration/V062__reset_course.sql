-- How a reset was asked for, and what its agent found that would still stop a login: words with commas between.
alter table reset add column apply text not null default 'boot';
alter table reset add column obstacles text not null default '';
