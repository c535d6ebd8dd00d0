-- What tells the public of a warning goes out in the order in which it was decided: what cancels it never before what it cancels.
create index outbox_announced on outbox (channel, address, created_at)
  where purpose = 'announcement' and state in ('PENDING', 'SUBMITTING');
