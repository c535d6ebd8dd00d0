-- What became of the texts of the last day is looked at often; the outbox grows for years.
create index outbox_lately on outbox (created_at, channel);
