alter table handover_next add column person text;
comment on column handover_next.person is 'who answered when it was looked at last; absent: not looked at yet';

create table contact_check (
  single       boolean primary key default true check (single),
  last_reply   bigint      not null default 0,
  next_test_at timestamptz
);
comment on table  contact_check              is 'how far replies have been taken as proof that a contact reaches its person';
comment on column contact_check.next_test_at is 'when test texts are sent next; absent: not looked at yet';
insert into contact_check (last_reply) values (0);
