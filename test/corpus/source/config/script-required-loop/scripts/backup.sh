#!/bin/bash
set -eu
for v in AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY BUCKET; do
  if [ -z "${!v:-}" ]; then
    echo "missing $v"
    exit 1
  fi
done
aws s3 cp /data "s3://$BUCKET/" --recursive
