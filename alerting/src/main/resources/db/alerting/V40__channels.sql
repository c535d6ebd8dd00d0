-- What a text is about, for channels that speak from a template or carry a document; and why one still waits.

alter table outbox add column particulars jsonb;
comment on column outbox.particulars is 'what the text is about, in fields; absent for the answer to an answer';
comment on column outbox.failure_code is 'why it failed; while it is PENDING: why it was not sent yet';
