#!/bin/bash
pg_dump app | gzip > /tmp/app.gz
s3cmd put /tmp/app.gz s3://backups/ --access_key="$S3_ID" --secret_key="$S3_SECRET"
