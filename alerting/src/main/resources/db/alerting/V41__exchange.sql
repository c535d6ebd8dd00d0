-- Messages in CAP to and from other authorities.

create table cap_sent (
  identifier text primary key,
  sequence   bigint generated always as identity,
  warning_id text        not null references warning (id),
  msg_type   text        not null,
  level      text        not null,
  sent_text  text        not null,
  sent       timestamptz not null,
  drill      boolean     not null,
  xml        text        not null
);
comment on column cap_sent.sent_text is 'the time as it stands in the message: references repeat it letter by letter';
create index cap_sent_about on cap_sent (warning_id, sequence desc);
create index cap_sent_latest on cap_sent (drill, sequence desc);

create table cap_received (
  source      text        not null,
  identifier  text        not null,
  root        text,
  outcome     text        not null,
  xml         text        not null,
  received_at timestamptz not null,
  primary key (source, identifier)
);
comment on table  cap_received      is 'messages of others, each once';
comment on column cap_received.root is 'the message that began the affair; absent where nothing followed from it';

create table cap_affair (
  source   text        not null,
  root     text        not null,
  revision int         not null,
  open     boolean     not null,
  level    text        not null,
  expires  timestamptz,
  primary key (source, root)
);
comment on table cap_affair is 'what others warn of: one breach at each of the source''s sites';
create index cap_affair_expiry on cap_affair (expires) where open;
