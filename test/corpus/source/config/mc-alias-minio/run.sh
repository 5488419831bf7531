#!/bin/sh
mc alias set local http://minio:9000 "$KEY" "$SECRET"
