#!/bin/sh
: "${AWS_REGION:?}"
duplicity /data "boto3+s3://b/data"
