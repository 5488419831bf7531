#!/bin/sh
if [ -n "$S3_ID" ]; then
  export AWS_ACCESS_KEY_ID="$S3_ID"
  export AWS_SECRET_ACCESS_KEY="$S3_SECRET"
fi
exec "$@"
