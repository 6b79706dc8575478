-- The custom weak passwords of a project's images. Each word is sealed for its own row.

create table image_word (
    id         text not null primary key,
    project_id text not null references project (id),
    position   integer not null,
    sealed     ${bytes} not null
);

create index image_word_of_project on image_word (project_id, position);
