<?php
use Enqueue\Sqs\SqsConnectionFactory;

$factory = new SqsConnectionFactory('sqs:?region=eu-west-1');
