-- What rules in shadow mode found: kept apart, so that nothing that reads breaches can take one for a warning's cause.
create table shadow_breach (
  id           text primary key,
  revision     int         not null,
  rule_id      text        not null,
  rule_version int         not null,
  enterprise   text        not null,
  site         text        not null,
  device       text        not null,
  zone         text,
  point        text,
  hazard       text        not null,
  level        text        not null,
  peak_level   text        not null,
  open         boolean     not null,
  late         boolean     not null,
  opened_at    timestamptz not null,
  changed_at   timestamptz not null,
  cleared_at   timestamptz,
  value        double precision,
  limit_value  double precision,
  unit         text        not null,
  reason_zh    text        not null,
  reason_en    text        not null
);
comment on table shadow_breach is 'what a rule would have warned of (影子运行); never a warning';
create index shadow_breach_of on shadow_breach (rule_id, opened_at desc, id);

-- A deleted rule keeps its versions; the last one says who took it away and why.
alter table rule_version add column removed boolean not null default false;
comment on column rule_version.removed is 'this version takes the rule out of force';

alter table rule_fault add column first_at timestamptz;
comment on column rule_fault.first_at is 'when it was told first';
