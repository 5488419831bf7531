#!/bin/sh
s3cmd --access_key="$KEY" --secret_key="$SECRET" sync /data s3://b/
