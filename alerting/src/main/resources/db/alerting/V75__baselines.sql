-- What is normal at points, as learned from their history, for pages: each version that was published.

create table baseline (
  key          text        not null,
  version      integer     not null,
  enterprise   text        not null,
  site         text        not null,
  device       text        not null,
  point        text        not null,
  learned_from timestamptz not null,
  learned_to   timestamptz not null,
  document     jsonb       not null,
  taken_at     timestamptz not null,
  primary key (key, version)
);
comment on column baseline.key is 'enterprise/site/device/point';
