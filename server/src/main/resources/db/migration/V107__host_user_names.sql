-- The names of the accounts that a host's findings, open and ended, are of: each once and folded, with line feeds between. Who
-- looks for a part of a name looks here first, at a row a host, and then at the findings of those hosts alone. Kept with
-- host_finding_count, in the same transactions.
create table host_user_names (
    project_id text not null references project (id),
    host_id    text not null references host (id),
    names      text not null,
    primary key (project_id, host_id)
) ${clustered};

insert into host_user_names (project_id, host_id, names)
select project_id, host_id, string_agg(user_folded, '
')
from (select distinct project_id, host_id, user_folded from finding) each_name
group by project_id, host_id;

-- How many hosts have a weak account, counted without a look into the table. SQLite wants the column in the index too.
create index weak_host_weak on weak_host (project_id, accounts) where accounts > 0;
