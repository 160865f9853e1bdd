window.deskChart = function () {};
