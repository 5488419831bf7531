<?php

$client = new Aws\Sqs\SqsClient([
    'region' => 'eu-west-1',
]);
