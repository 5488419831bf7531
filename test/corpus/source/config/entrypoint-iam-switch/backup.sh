#!/bin/sh
set -e
if [ "$S3_IAMROLE" != "true" ]; then
  export AWS_ACCESS_KEY_ID=$S3_ACCESS_KEY_ID
  export AWS_SECRET_ACCESS_KEY=$S3_SECRET_ACCESS_KEY
fi
aws s3 cp /dump "s3://$S3_BUCKET/"
