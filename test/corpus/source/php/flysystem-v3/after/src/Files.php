<?php

use Aws\S3\S3Client;
use League\Flysystem\AwsS3V3\AwsS3V3Adapter;
use League\Flysystem\Filesystem;

function files(array $settings): Filesystem
{
    $client = new S3Client([
        'version' => 'latest',
        'region' => $settings['region'],
    ]);
    return new Filesystem(new AwsS3V3Adapter($client, $settings['bucket']));
}
