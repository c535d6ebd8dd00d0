-- Everything alerting knows. Times are instants, kept to the millisecond by the code; words are those of the design.

-- ---------------------------------------------------------------------------------------------------------- who is called

create table person (
  id          text primary key,
  name        text        not null,
  post        text        not null default '',
  enterprise  text,
  language    text        not null default 'zh' check (language in ('zh', 'en')),
  superior    text references person (id),
  officer     boolean     not null default false,
  active      boolean     not null default true,
  updated_at  timestamptz not null
);
comment on table  person          is 'a person who can be called (责任人), or a duty officer (值班员)';
comment on column person.officer  is 'on the list of duty officers, who are told when nobody answers or reports';
comment on column person.superior is 'whom to ring when this one is unreached';

create table contact (
  person_id text not null references person (id) on delete cascade,
  channel   text not null,
  address   text not null,
  rank      int  not null default 1,
  primary key (person_id, channel, address),
  unique (channel, address)
);
comment on column contact.address is 'for sms: digits with country code, no plus sign';

create table chain (
  id         text primary key,
  enterprise text        not null,
  site       text        not null,
  hazard     text,
  updated_at timestamptz not null,
  updated_by text        not null
);
comment on table  chain        is 'a responsibility chain (责任链): who must answer for this hazard at this site';
comment on column chain.hazard is 'absent: every hazard of the site that has no chain of its own';
create unique index chain_of on chain (enterprise, site, coalesce(hazard, ''));

create table tier (
  chain_id text   not null references chain (id) on delete cascade,
  position int    not null check (position >= 1),
  name     text   not null,
  levels   text[] not null,
  channels text[] not null,
  seconds  jsonb  not null default '{}',
  primary key (chain_id, position)
);
comment on column tier.seconds is 'by level, how long this tier has to answer, where it differs from the policy';

create table tier_person (
  chain_id  text not null,
  position  int  not null,
  rank      int  not null,
  person_id text not null references person (id),
  primary key (chain_id, position, rank),
  foreign key (chain_id, position) references tier (chain_id, position) on delete cascade
);

create table policy (
  level                  text        not null,
  holds_from             timestamptz not null,
  answer_seconds         int         not null check (answer_seconds > 0),
  repeats                int         not null check (repeats >= 0),
  repeat_within_seconds  int         not null check (repeat_within_seconds > 0),
  together               boolean     not null,
  first_report_seconds   int         not null check (first_report_seconds > 0),
  closing_report_seconds int         not null check (closing_report_seconds > 0),
  primary key (level, holds_from)
);
comment on column policy.together is 'call all tiers of the level at once';

-- ---------------------------------------------------------------------------------------------------- breaches and warnings

create table breach (
  id           text primary key,
  revision     int         not null,
  enterprise   text        not null,
  site         text        not null,
  device       text        not null,
  zone         text,
  point        text,
  hazard       text        not null,
  rule_id      text        not null,
  rule_version int         not null,
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
create index breach_open on breach (enterprise, site, hazard) where open;

create table breach_transition (
  breach_id   text        not null references breach (id),
  revision    int         not null,
  change      text        not null,
  level       text        not null,
  at          timestamptz not null,
  detected_at timestamptz not null,
  value       double precision,
  limit_value double precision,
  unit        text        not null,
  late        boolean     not null,
  reason_zh   text        not null,
  reason_en   text        not null,
  recorded_at timestamptz not null,
  outcome     text        not null,
  primary key (breach_id, revision)
);
comment on column breach_transition.outcome is 'applied; late: kept for the record only; overtaken: a later revision came first';

create table warning (
  id                  text primary key,
  revision            int         not null default 1,
  enterprise          text        not null,
  site                text        not null,
  hazard              text        not null,
  level               text        not null,
  peak_level          text        not null,
  state               text        not null,
  drill               boolean     not null default false,
  code                text        not null,
  top_breach          text references breach (id),
  place_zh            text        not null,
  place_en            text        not null,
  reason_zh           text        not null,
  reason_en           text        not null,
  value               double precision,
  limit_value         double precision,
  unit                text        not null default '',
  caused_at           timestamptz not null,
  opened_at           timestamptz not null,
  level_since         timestamptz not null,
  cleared_at          timestamptz,
  -- the chase
  chain               jsonb       not null,
  chase               int         not null,
  called_level        text        not null,
  chase_started_at    timestamptz not null,
  tier                int         not null,
  tier_started_at     timestamptz,
  attempt             int         not null,
  tier_ends_at        timestamptz,
  next_asked          boolean     not null default false,
  unreached_at        timestamptz,
  -- answers and reports
  acknowledged_at     timestamptz,
  acknowledged_by     text,
  first_report_due    timestamptz,
  first_report_at     timestamptz,
  closing_report_due  timestamptz,
  closing_report_at   timestamptz,
  first_reminders     int         not null default 0,
  closing_reminders   int         not null default 0,
  closed_at           timestamptz,
  closed_by           text,
  close_reason        text,
  shelved_until       timestamptz,
  shelved_by          text,
  shelve_reason       text,
  -- what comes next
  next_step_at        timestamptz,
  next_step           text
);
comment on column warning.revision     is 'grows with each change; live events name it';
comment on column warning.chain        is 'the chain, people and minutes as they were when it opened: later edits cannot strand it';
comment on column warning.chase        is 'grows each time people are called anew from the first tier';
comment on column warning.called_level is 'the level for which the present chase was started';
comment on column warning.tier_ends_at is 'when the present tier (or repeat) has had its time; absent: the chase is at its end';
comment on column warning.level_since  is 'since when it has been at its level, or clear';
comment on column warning.next_step_at is 'when escalation looks at it next; absent: nothing is planned';
create unique index warning_one_open on warning (enterprise, site, hazard, drill) where state <> 'CLOSED';
create index warning_due on warning (next_step_at) where next_step_at is not null;
create index warning_recent on warning (opened_at desc);

create table warning_breach (
  warning_id text        not null references warning (id),
  breach_id  text        not null references breach (id),
  joined_at  timestamptz not null,
  primary key (warning_id, breach_id)
);
create index warning_breach_of on warning_breach (breach_id);

create table code (
  code        text primary key,
  warning_id  text        not null,
  held_since  timestamptz not null,
  released_at timestamptz
);
comment on table code is 'the codes in texts: held by one warning while it is open, then at rest';

-- ------------------------------------------------------------------------------------------------------ calls and responses

create table call (
  id             text primary key,
  warning_id     text        not null references warning (id),
  kind           text        not null check (kind in ('CALL', 'REMINDER', 'OFFICER')),
  chase          int         not null,
  tier           int         not null,
  attempt        int         not null,
  person_id      text        not null,
  person_name    text        not null,
  channel        text        not null,
  address        text        not null,
  level          text        not null,
  code           text        not null,
  text           text        not null,
  reason         text        not null,
  state          text        not null,
  created_at     timestamptz not null,
  answer_due     timestamptz,
  submitted_at   timestamptz,
  delivered_at   timestamptz,
  answered_at    timestamptz,
  ended_at       timestamptz,
  failure_code   text,
  failure_reason text,
  unique (warning_id, kind, chase, tier, attempt, person_id, channel)
);
create index call_of_warning on call (warning_id, created_at);
create index call_by_address on call (channel, address, created_at desc);

create table response (
  id         bigint generated always as identity primary key,
  warning_id text        not null references warning (id),
  call_id    text references call (id),
  person_id  text,
  kind       text        not null,
  text       text        not null,
  at         timestamptz not null,
  actor      text        not null,
  via        text        not null
);
create index response_of_warning on response (warning_id, at);

create table feedback (
  id           bigint generated always as identity primary key,
  warning_id   text        not null references warning (id),
  kind         text        not null check (kind in ('FIRST', 'FURTHER', 'CLOSING')),
  commander    text        not null,
  affected     text        not null,
  people_moved int,
  done         text        not null,
  at           timestamptz not null,
  actor        text        not null,
  via          text        not null
);
comment on column feedback.people_moved is 'how many were moved; absent: not said';
create index feedback_of_warning on feedback (warning_id, at);

create table outbox (
  id             text primary key,
  channel        text        not null,
  address        text        not null,
  text           text        not null,
  purpose        text        not null,
  call_id        text references call (id),
  urgency        int         not null,
  due            timestamptz not null,
  created_at     timestamptz not null,
  state          text        not null,
  claimed_by     text,
  lease_until    timestamptz,
  tries          int         not null default 0,
  submitted_at   timestamptz,
  ended_at       timestamptz,
  failure_code   text,
  failure_reason text
);
comment on table  outbox         is 'texts to hand to a carrier; the id is the idempotency key, the same for every try';
comment on column outbox.urgency is 'higher first among what is due';
create index outbox_due on outbox (channel, due) where state = 'PENDING';
create index outbox_leased on outbox (lease_until) where state = 'SUBMITTING';
create index outbox_notices on outbox (address, created_at) where call_id is null;

create table outbox_part (
  outbox_id  text not null references outbox (id),
  part       int  not null,
  carrier    text not null,
  carrier_id text not null,
  status     text,
  primary key (outbox_id, part)
);
create index outbox_part_by_carrier on outbox_part (carrier, carrier_id);

create table receipt (
  carrier     text        not null,
  carrier_id  text        not null,
  status      text        not null,
  outcome     text        not null,
  error       text        not null,
  received_at timestamptz not null,
  matched     boolean     not null,
  primary key (carrier, carrier_id, status)
);
comment on table receipt is 'delivery receipts; one may come before the submission it belongs to is recorded';

create table reply (
  id           bigint generated always as identity primary key,
  channel      text        not null,
  carrier_key  text        not null,
  session      text        not null,
  from_address text        not null,
  to_address   text        not null,
  text         text        not null,
  received_at  timestamptz not null,
  outcome      text        not null,
  person_id    text,
  warning_id   text,
  unique (channel, carrier_key)
);
create index reply_recent on reply (from_address, received_at desc);

create table reply_part (
  channel      text        not null,
  from_address text        not null,
  reference    int         not null,
  total        int         not null,
  part         int         not null,
  text         text        not null,
  received_at  timestamptz not null,
  primary key (channel, from_address, reference, total, part)
);
comment on table reply_part is 'parts of long replies, until the last one is here';

-- ------------------------------------------------------------------------------------------------------------------- rules

create table rule (
  id              text primary key,
  current_version int not null
);

create table rule_version (
  rule_id      text        not null references rule (id),
  version      int         not null,
  document     text        not null,
  author       text        not null,
  reason       text        not null,
  at           timestamptz not null,
  published_at timestamptz,
  primary key (rule_id, version)
);
comment on column rule_version.document is 'JSON, as the rule parser reads it';
create index rule_version_unpublished on rule_version (rule_id, version) where published_at is null;

create table rule_fault (
  rule_id text        not null,
  version int         not null,
  code    text        not null,
  reason  text        not null,
  at      timestamptz not null,
  count   bigint      not null default 1,
  primary key (rule_id, version, code)
);

-- --------------------------------------------------------------------------------------------- what other parts tell us

create table register_entry (
  key        text primary key,
  kind       text        not null check (kind in ('enterprise', 'site', 'device')),
  enterprise text        not null,
  site       text,
  device     text,
  version    bigint      not null,
  document   jsonb       not null,
  updated_at timestamptz not null
);
comment on table register_entry is 'a copy of the register, as it came on its topic';
create index register_entry_of on register_entry (enterprise, site);

create table reject_sample (
  id          bigint generated always as identity primary key,
  enterprise  text        not null,
  code        text        not null,
  topic       text        not null,
  received_at timestamptz not null,
  reason      text        not null,
  sample      text        not null
);
create index reject_sample_of on reject_sample (enterprise, id desc);

create table reject_count (
  enterprise text   not null,
  code       text   not null,
  day        date   not null,
  count      bigint not null,
  primary key (enterprise, code, day)
);
comment on column reject_count.day is 'in Beijing time';

create table consumed_offset (
  topic       text        not null,
  partition   int         not null,
  next_offset bigint      not null,
  progress    timestamptz,
  primary key (topic, partition)
);
comment on column consumed_offset.progress is 'of topic breaches: detection is complete until then';

create table parked_record (
  topic     text        not null,
  partition int         not null,
  "offset"  bigint      not null,
  reason    text        not null,
  bytes     bytea,
  at        timestamptz not null,
  primary key (topic, partition, "offset")
);
comment on table parked_record is 'records that could not be taken; set aside so that they stop nobody';

-- ------------------------------------------------------------------------------------------------------- accounts, records

create table account (
  login         text primary key,
  password_hash text        not null,
  role          text        not null check (role in ('officer', 'enterprise', 'official', 'administrator')),
  enterprise    text,
  person_id     text references person (id),
  active        boolean     not null default true,
  created_at    timestamptz not null
);

create table audit (
  seq       bigint primary key,
  at        timestamptz not null,
  actor     text        not null,
  action    text        not null,
  subject   text        not null collate "C",
  detail    text        not null,
  prev_hash text        not null,
  hash      text        not null
);
comment on column audit.subject is 'such as a warning''s id; ids of calls begin with their warning''s and a hyphen';
comment on column audit.detail is 'a JSON object as text, exactly as it was hashed';
create index audit_of on audit (subject, seq);

create table audit_head (
  single boolean primary key default true check (single),
  seq    bigint not null,
  hash   text   not null
);
comment on table audit_head is 'the end of the chain of audit lines; its lock makes the chain strictly serial';
insert into audit_head (seq, hash) values (0, repeat('0', 64));

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit lines are never changed or removed';
end $$;
create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();

create table self_check (
  name   text primary key,
  ok     boolean     not null,
  since  timestamptz not null,
  detail text        not null
);
