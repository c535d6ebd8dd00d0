-- How the monthly table is headed and where its months begin; the latest row holds, and a reporting day from its month on.

create table report_setting (
  id            bigint generated always as identity primary key,
  title         text        not null,
  time_zone     text        not null,
  first_month   date        not null,
  from_month    date        not null,
  reporting_day int         not null check (reporting_day between 1 and 31),
  at            timestamptz not null,
  actor         text        not null
);
comment on column report_setting.from_month is 'first day of the month from which the reporting day holds';
