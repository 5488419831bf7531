#!/bin/sh
if [ "${S3_ACCESS_KEY_ID}" = "**None**" ]; then
  echo "You need to set S3_ACCESS_KEY_ID."
  exit 1
fi
if [ -z "$AWS_ACCESS_KEY_ID" ]; then
  echo "no key"
  exit 1
fi
aws s3 ls
