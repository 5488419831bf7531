<?php

use Enqueue\Sqs\SqsConnectionFactory;

return new SqsConnectionFactory('sqs:?key=' . $id . '&secret=' . $secret . '&region=eu-west-1');
