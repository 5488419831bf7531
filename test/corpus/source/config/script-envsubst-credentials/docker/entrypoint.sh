#!/bin/sh
mkdir -p ~/.aws
printf '[default]\naws_access_key_id=%s\naws_secret_access_key=%s\n' "$S3_ID" "$S3_SECRET" > ~/.aws/credentials
exec "$@"
