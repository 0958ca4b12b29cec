-- owner: message
-- +goose Up
-- What failed for good said that it would be tried again.
update message set error = 'message.gave_up' where state = 'failed' and error = 'mail.unreachable';
