<?php

$client = new Aws\Sqs\SqsClient([
    'region' => 'eu-west-1',
    'credentials' => [
        'key' => getenv('AWS_ACCESS_KEY_ID'),
        'secret' => $_ENV['AWS_SECRET_ACCESS_KEY'],
    ],
]);
