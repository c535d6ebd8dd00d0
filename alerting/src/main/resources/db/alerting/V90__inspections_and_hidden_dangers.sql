-- Inspections, what was done to enterprises after them, and hidden dangers until they are closed.

create table inspection (
  id           bigint generated always as identity primary key,
  kind         text        not null check (kind in ('GOVERNMENT', 'SELF', 'DEPARTMENT')),
  enterprise   text,
  site         text,
  day          date        not null,
  inspector    text        not null,
  summary      text        not null,
  entered_at   timestamptz not null,
  entered_by   text        not null,
  withdrawn_at timestamptz,
  check (enterprise is not null or kind = 'GOVERNMENT')
);
comment on column inspection.enterprise   is 'absent: a round of the government through several';
comment on column inspection.day          is 'in the zone of the center';
comment on column inspection.withdrawn_at is 'entered by mistake: it counts nowhere';
create index inspection_day on inspection (day desc, id desc);

create table inspection_measure (
  id            bigint generated always as identity primary key,
  inspection_id bigint      not null references inspection (id),
  kind          text        not null check (kind in ('STOPPED', 'EXPOSED', 'HELD_ACCOUNTABLE')),
  day           date        not null,
  people        int         not null default 0 check (people between 0 and 10000),
  note          text        not null,
  entered_at    timestamptz not null,
  entered_by    text        not null
);
comment on column inspection_measure.people is 'of HELD_ACCOUNTABLE: how many';
create index inspection_measure_of on inspection_measure (inspection_id);
create index inspection_measure_day on inspection_measure (day);

create table danger (
  id            bigint generated always as identity primary key,
  enterprise    text        not null,
  site          text,
  place         text        not null,
  what          text        not null,
  grave         boolean     not null,
  inspection_id bigint references inspection (id),
  warning_id    text references warning (id),
  state         text        not null check (state in ('FOUND', 'ORDERED', 'RECTIFIED', 'VERIFIED', 'CLOSED', 'WITHDRAWN')),
  found_on      date        not null,
  deadline      date,
  responsible   text        not null,
  rectified_on  date,
  entered_at    timestamptz not null,
  entered_by    text        not null,
  changed_at    timestamptz not null
);
comment on column danger.grave        is '重大事故隐患 where true, 一般隐患 where not';
comment on column danger.rectified_on is 'absent again when it was sent back';
create index danger_of on danger (enterprise, found_on desc);
create index danger_found on danger (found_on);
create index danger_rectified on danger (rectified_on) where rectified_on is not null;
create index danger_of_warning on danger (warning_id) where warning_id is not null;
create index danger_of_inspection on danger (inspection_id) where inspection_id is not null;

create table danger_step (
  danger_id   bigint      not null references danger (id),
  seq         int         not null,
  event       text        not null,
  state       text        not null,
  day         date        not null,
  deadline    date,
  responsible text,
  note        text        not null,
  at          timestamptz not null,
  actor       text        not null,
  primary key (danger_id, seq)
);
comment on table danger_step is 'what was done about a hidden danger, by whom, in order; the first is that it was found';
