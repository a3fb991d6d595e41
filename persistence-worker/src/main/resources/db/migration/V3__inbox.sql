-- The ordinal of a notification in its topic, by which Redis remembers what each user has read.
ALTER TABLE notifications ADD COLUMN ordinal bigint;
