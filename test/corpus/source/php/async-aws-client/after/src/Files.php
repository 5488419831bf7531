<?php
use AsyncAws\S3\S3Client;

$s3 = new S3Client([
    'region' => 'eu-west-1',
]);
