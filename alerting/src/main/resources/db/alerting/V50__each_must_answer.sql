-- Where a chase stands beyond its stages, and who was not reached by any of it.

alter table warning add column chase_phase text not null default 'STAGES'
  check (chase_phase in ('STAGES', 'AGAIN', 'REPEATS', 'SUPERIORS'));
comment on column warning.chase_phase is
  'STAGES: tier by tier; AGAIN: the present tier once more by its other channels; REPEATS: all who did not answer; SUPERIORS: theirs';
alter table warning add column report_missing text[] not null default '{}';
comment on column warning.report_missing is 'facts that the first report still lacks: COMMANDER, AFFECTED, MOVED';
update warning set chase_phase = 'REPEATS' where attempt > 1;

create table unreached (
  warning_id text        not null references warning (id),
  person_id  text        not null,
  chase      int         not null,
  name       text        not null,
  post       text        not null,
  addresses  text[]      not null,
  superior   text,
  since      timestamptz not null,
  knocks     int         not null default 0,
  knocked_at timestamptz,
  knocked_by text,
  knock_note text,
  primary key (warning_id, person_id)
);
comment on table  unreached           is 'people whom no call reached: somebody has to knock on their door';
comment on column unreached.addresses is 'their numbers, for whoever goes';
comment on column unreached.superior  is 'name and number of who is responsible for them';

-- Two people may share a phone; which of them answers is said by the answer.
alter table contact drop constraint if exists contact_channel_address_key;
