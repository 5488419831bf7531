<?php
use Enqueue\Sqs\SqsConnectionFactory;

$factory = new SqsConnectionFactory([
    'key' => $conf['id'],
    'secret' => $conf['secret'],
    'region' => 'eu-west-1',
]);
$other = new SqsConnectionFactory("sqs:?key={$conf['id']}&secret={$conf['secret']}&region=eu-west-1");
