#!/bin/sh
set -e
export AWS_ACCESS_KEY_ID=$S3_ACCESS_KEY_ID
export AWS_SECRET_ACCESS_KEY=$S3_SECRET_ACCESS_KEY
export AWS_DEFAULT_REGION=$S3_REGION
pg_dump app | aws s3 cp - "s3://$S3_BUCKET/app.sql"
