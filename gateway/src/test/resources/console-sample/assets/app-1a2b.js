console.log("arauto");
