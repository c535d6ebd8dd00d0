-- How the devices' feeds are, as the gateways tell.

create table feed (
  enterprise    text        not null,
  site          text        not null,
  device        text        not null,
  last_seen     timestamptz not null,
  offset_millis bigint,
  primary key (enterprise, site, device)
);
comment on column feed.last_seen is 'when the last message came, by the gateway''s clock';
comment on column feed.offset_millis is 'by how much the device''s clock was ahead then; null where it sends no stamps';

create table feed_count (
  enterprise text   not null,
  site       text   not null,
  device     text   not null,
  day        date   not null,
  messages   bigint not null,
  "values"   bigint not null,
  late       bigint not null,
  replaced   bigint not null,
  refused    bigint not null,
  primary key (enterprise, site, device, day)
);
comment on column feed_count.day is 'in Beijing time; kept for ninety days';
create index feed_count_by_day on feed_count (day);
