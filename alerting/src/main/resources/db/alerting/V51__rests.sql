-- What is kept from warning for a time: by design, or because it is out of service. Always with an end and a reason.

create table rest (
  id          bigint generated always as identity primary key,
  kind        text        not null check (kind in ('SUPPRESSED', 'OUT_OF_SERVICE')),
  enterprise  text        not null,
  site        text        not null,
  hazard      text,
  device      text,
  begins_at   timestamptz not null,
  ends_at     timestamptz not null check (ends_at > begins_at),
  reason      text        not null,
  actor       text        not null,
  ended_by    text,
  released_at timestamptz
);
comment on column rest.hazard      is 'absent: every hazard';
comment on column rest.device      is 'absent: every device of the site';
comment on column rest.released_at is 'when what it had withheld and was still open was let out';
create index rest_under_way on rest (enterprise, site) where released_at is null;

create table rest_breach (
  rest_id   bigint      not null references rest (id),
  breach_id text        not null references breach (id),
  at        timestamptz not null,
  primary key (rest_id, breach_id)
);
comment on table rest_breach is 'breaches that opened during a rest: recorded, and withheld';
