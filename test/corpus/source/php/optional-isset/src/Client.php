<?php

function client(array $c): Aws\S3\S3Client
{
    $args = ['version' => 'latest', 'region' => $c['region']];
    if (!empty($c['key']) && !empty($c['secret'])) {
        $args['credentials'] = ['key' => $c['key'], 'secret' => $c['secret']];
    }
    return new Aws\S3\S3Client($args);
}
