#!/bin/sh
set -e
# Needs AWS_ACCESS_KEY_ID for local runs.
aws configure set default.region eu-west-1
aws s3 sync /data "s3://$BUCKET"
unset AWS_ACCESS_KEY_ID
