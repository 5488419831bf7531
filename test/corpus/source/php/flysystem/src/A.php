<?php

$adapter = new AwsS3V3Adapter(new S3Client(['region' => 'eu-west-1', 'version' => 'latest']), 'bucket', 'prefix');
$flags = ['key' => 'a', 'secret' => false];
