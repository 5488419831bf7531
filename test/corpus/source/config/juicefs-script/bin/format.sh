#!/bin/sh
juicefs format --storage s3 --bucket https://b.s3.eu-west-1.amazonaws.com --access-key "$ID" --secret-key "$SECRET" "$META" data
