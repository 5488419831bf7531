<?php

use Aws\S3\S3Client;

function client(): S3Client
{
    return new S3Client([
        'version' => 'latest',
        'region' => 'eu-west-1', // of the bucket
    ]);
}
