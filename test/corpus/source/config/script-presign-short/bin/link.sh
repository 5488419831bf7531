#!/bin/sh
aws s3 presign "s3://b/$1" --expires-in 600
