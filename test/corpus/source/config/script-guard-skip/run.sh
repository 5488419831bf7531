#!/bin/sh
if [ -z "$AWS_ACCESS_KEY_ID" ]; then
  echo "skipped"
  exit 0
fi
aws s3 sync /data s3://b
