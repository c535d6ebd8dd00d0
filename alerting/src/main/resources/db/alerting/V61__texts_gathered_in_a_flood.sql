-- In a flood the texts to one person are gathered: what is not sent by itself goes out in one text that lists it.
alter table outbox add column let_out_at timestamptz;
alter table outbox add column merged_into text references outbox (id);
comment on column outbox.let_out_at  is 'when it was decided that it goes out now; by it a person''s load is counted';
comment on column outbox.merged_into is 'the text that carries this one''s news; its own text is not sent';
create index outbox_load on outbox (channel, address, let_out_at) where let_out_at is not null;
create index outbox_merged on outbox (merged_into) where merged_into is not null;
create index outbox_waiting on outbox (channel, address) where state = 'PENDING';
