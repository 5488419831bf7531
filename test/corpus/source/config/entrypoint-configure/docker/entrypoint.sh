#!/bin/sh
set -e
# aws_access_key_id comes from the Secret
aws configure set aws_access_key_id "$BACKUP_ID"
aws configure set aws_secret_access_key "$BACKUP_SECRET"
aws s3 sync /data "s3://$BUCKET"
