<?php

use Enqueue\Sqs\SqsConnectionFactory;

return new SqsConnectionFactory('sqs:?region=' . $region);
